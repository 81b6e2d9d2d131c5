"""What goes wrong around the program: disks, permissions, signals, rivals, homes, and that it asks nobody."""

import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

import pytest

from conftest import FULL, PROGRAM, SMALL, asked, environment, in_process, pairs, sample, wait_until_read
from stemfind.cli.outlet import is_closed_pipe

EVERY = tuple(
    tuple(line.split())
    for line in """
    filter
    filter -f table
    compare mexico turkey
    compare liv europe -f table
    checklist liv
    show liv -f html
    why liv price
    evidence
    trials --ais A
    estimate liv --flight 700
    letter liv
    guide
    about
    data check
    data export
    data schema
    data sources
    data conflicts
    data path
    --version
    --help
    """.strip().splitlines()
)
"""Every command, as somebody may call it."""
pytestmark = pytest.mark.process
OLD = "what was there before\n"
LINE = '{"id":"%s","name":"N","country":"mexico","source":"mine"}\n'
UNPRIVILEGED = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
"""Root may write everywhere; without its capabilities it may not."""
needs_plain_user = pytest.mark.skipif(
    bool(UNPRIVILEGED) and shutil.which("setpriv") is None, reason="as root, and setpriv is not installed"
)


def program(*arguments, wrapped=(), **options):
    """Run the program; where not everything is tried, in this process if nothing else is asked for."""
    env = options.pop("env", environment())
    if not (wrapped or options):
        return asked(arguments, env)
    return subprocess.run(
        [*wrapped, str(PROGRAM), *arguments], capture_output=True, encoding="utf-8", env=env, timeout=60, check=False,
        **options,
    )  # fmt: skip


def answer(*arguments):
    """Return the answer itself, asked in this process."""
    return in_process(arguments, b"", environment()).stdout.decode("utf-8")


def assert_refused(done, *said):
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("stemfind: ")
    assert all(part in done.stderr for part in said), done.stderr


@pytest.fixture
def old(tmp_path):
    """A file that is there already, alone in its folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / "answer.txt"
    file.write_text(OLD, encoding="utf-8")
    return file


def assert_whole_and_alone(old, *may_be):
    assert old.read_text(encoding="utf-8") in (OLD, *may_be)
    assert [file.name for file in old.parent.iterdir()] == [old.name]


def test_a_disk_that_fills_up_leaves_the_old_file_whole_and_nothing_beside_it(old):
    done = program(
        "data", "export", "-o", str(old), preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
    )
    assert_refused(done, str(old))
    assert_whole_and_alone(old)


@needs_plain_user
def test_a_folder_that_may_not_be_written_is_one_line(old):
    old.parent.chmod(0o555)
    done = program("filter", "-o", str(old), wrapped=UNPRIVILEGED)
    old.parent.chmod(0o755)
    assert_refused(done, str(old), "ermission denied")
    assert_whole_and_alone(old)


@needs_plain_user
@pytest.mark.parametrize("name", ["mine.toml", "mine.jsonl"])
def test_a_dataset_that_may_not_be_read_is_one_line(tmp_path, name):
    path = tmp_path / name
    path.write_text(LINE % "one", encoding="utf-8")
    path.chmod(0)
    assert_refused(program("filter", "--data", str(path), wrapped=UNPRIVILEGED), name, "permission denied")


@needs_plain_user
def test_a_folder_that_may_not_be_read_is_one_line(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    assert_refused(program("filter", "--data", str(folder), wrapped=UNPRIVILEGED), "closed", "permission denied")
    assert_refused(program("filter", "--data", str(folder / "a.toml"), wrapped=UNPRIVILEGED), "permission denied")


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="no file here that opens and can't be read")  # noqa: PTH110
def test_a_file_that_opens_and_cant_be_read_is_one_line():
    assert_refused(program("filter", "--data", "/proc/self/mem"), "/proc/self/mem: input/output error")


@pytest.mark.parametrize("option", ["--data", "-o"])
@pytest.mark.parametrize("name", ["folder.jsonl", "folder.toml"])
def test_a_folder_where_a_file_is_wanted_is_one_line(tmp_path, option, name):
    (tmp_path / name).mkdir()
    assert_refused(program("filter", option, str(tmp_path / name)), name)


def test_a_file_that_vanishes_from_a_folder_of_files_is_named(tmp_path):
    shutil.copy(SMALL, tmp_path / "a.toml")
    (tmp_path / "b.toml").symlink_to(tmp_path / "gone")
    assert_refused(program("filter", "--data", str(tmp_path)), "b.toml", "no such file")


@pytest.fixture
def waiting(tmp_path):
    """Return a function that starts `filter` on a list that has not ended; its `end` ends the list."""
    pipe = tmp_path / "list.jsonl"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    children, ends = [], [writer]

    def start(*arguments):
        child = subprocess.Popen(
            [PROGRAM, "filter", "--data", str(pipe), "-f", "ids", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
        )  # fmt: skip
        children.append(child)
        os.write(writer, (LINE % "one").encode())
        wait_until_read(writer)
        return child

    start.end = lambda: os.close(ends.pop())
    yield start
    for end in ends:
        os.close(end)
    for child in children:
        child.kill()
        child.communicate()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_end_from_outside_leaves_the_old_file_whole(waiting, old, sent, code):
    child = waiting("-o", str(old))
    child.send_signal(sent)
    out, err = child.communicate(timeout=10)
    assert (child.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert_whole_and_alone(old)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_end_at_any_moment_leaves_the_old_file_or_the_new_one(old, sent):
    new = answer("data", "export")
    took = time.perf_counter()
    program("data", "export", "-o", str(old), cwd="/")
    took = time.perf_counter() - took
    for step in range(0, 20, 1 if FULL else 6):
        old.write_text(OLD, encoding="utf-8")
        child = subprocess.Popen(
            [PROGRAM, "data", "export", "-o", str(old)], stderr=subprocess.PIPE, env=environment(), text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
        )  # fmt: skip
        time.sleep(took * step / 18)
        child.send_signal(sent)
        child.communicate(timeout=10)
        assert_whole_and_alone(old, new)


def test_a_folder_that_vanishes_while_the_answer_is_made_is_one_line(waiting, old):
    child = waiting("-o", str(old))
    shutil.rmtree(old.parent)
    waiting.end()
    out, err = child.communicate(timeout=10)
    assert (child.returncode, out) == (3, "")
    assert err.startswith(f"stemfind: can't write {old}: ")
    assert len(err.strip().splitlines()) == 1


def test_a_list_that_is_deleted_while_it_is_read_is_read_to_its_end(waiting, tmp_path):
    child = waiting()
    (tmp_path / "list.jsonl").unlink()
    waiting.end()
    out, err = child.communicate(timeout=10)
    assert (child.returncode, out, err) == (0, "one\n", "")


def test_of_two_that_write_one_file_one_wins_whole(old):
    commands = (("data", "export"), ("filter", "-f", "json"))
    answers = {answer(*command) for command in commands}
    for _ in range(8 if FULL else 1):
        children = [
            subprocess.Popen([PROGRAM, *command, "-o", str(old)], env=environment()) for command in commands * 2
        ]
        assert {child.wait(timeout=30) for child in children} == {0}
        assert old.read_text(encoding="utf-8") in answers
        assert [file.name for file in old.parent.iterdir()] == [old.name]


def test_an_output_keeps_the_permissions_of_the_file_it_replaces(old):
    old.chmod(0o640)
    program("filter", "-o", str(old))
    assert old.stat().st_mode & 0o777 == 0o640


@needs_plain_user
@pytest.mark.parametrize(
    ("home", "command"),
    pairs(
        [None, "/nowhere/at/all", "read-only"],
        [("filter",), ("compare", "mexico", "turkey"), ("show", "liv", "-f", "table")],
    ),
)
def test_a_home_that_is_missing_or_read_only_changes_nothing(tmp_path, home, command):
    env = environment()
    env.pop("HOME", None)
    if home:
        folder = tmp_path / "home"
        folder.mkdir(mode=0o555)
        env["HOME"] = str(folder) if home == "read-only" else home
    done = program(*command, env=env, wrapped=UNPRIVILEGED, cwd="/")
    assert done.returncode == 0
    assert done.stdout == answer(*command)


@pytest.mark.parametrize(
    ("closed", "command"),
    pairs([("<&-", 0), (">&-", 3), ("2>&-", 0)], ["filter", "compare mexico turkey", "data export"]),
)
def test_a_closed_stream_is_no_traceback(closed, command):
    stream, code = closed
    shell = f"{PROGRAM} {command} {stream}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_nothing_asks_a_network_that_is_not_there():
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rn", "true"], check=False).returncode:
        pytest.skip("no network namespace can be made here")
    for command in sample(EVERY, 5):
        alone = program(*command, wrapped=["unshare", "-rn"])
        assert (alone.returncode, alone.stdout) == (
            0,
            program(*command, cwd="/").stdout if command == ("--help",) else answer(*command),
        ), command


WATCHED = """
import json, os, sys
forbidden = []
def watch(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn")):
        forbidden.append(event)
    elif event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        forbidden.append(f"open {arguments[0]}")
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "shutil.copyfile"):
        forbidden.append(f"{event} {arguments[0]}")
sys.addaudithook(watch)
from stemfind.cli import app
code = app.run(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, forbidden]))
"""


@pytest.mark.parametrize("command", sample(EVERY, 5, 1), ids=" ".join)
def test_no_command_opens_a_socket_starts_a_program_or_writes_a_file(command, tmp_path):
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *command], capture_output=True, encoding="utf-8", cwd=tmp_path,
        env=environment(HOME=str(tmp_path), TMPDIR=str(tmp_path), XDG_CACHE_HOME=str(tmp_path)), check=True,
    )  # fmt: skip
    assert json.loads(done.stderr.splitlines()[-1]) == [0, []]
    assert list(tmp_path.iterdir()) == []


def test_the_watch_would_see_a_file_and_a_socket(tmp_path):
    script = WATCHED.replace("code = app", "import socket; socket.socket(); open('x', 'w').close(); code = app")
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, "about"], capture_output=True, encoding="utf-8", cwd=tmp_path,
        env=environment(), check=True,
    )  # fmt: skip
    assert json.loads(done.stderr.splitlines()[-1]) == [0, ["socket.__new__", "open x"]]


def test_a_bug_shows_its_traceback_only_when_that_is_asked_for(tmp_path):
    script = (
        "import sys; from stemfind.cli import app; import stemfind.dataset as d;"
        "d.load = None; sys.modules['stemfind.dataset'].load = None; sys.exit(app.run(['filter']))"
    )
    for debug, traceback in (("", False), ("1", True)):
        env = environment(**({"STEMFIND_DEBUG": debug} if debug else {}))
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, encoding="utf-8", env=env, cwd=tmp_path, check=False
        )
        assert ("Traceback" in done.stderr) is traceback
        assert done.stdout == ""
        if not traceback:
            assert done.returncode == 70
            assert "please report it" in done.stderr
            assert len(done.stderr.strip().splitlines()) == 1


class TestWindowsHabits:
    def test_a_pipe_that_windows_closed_is_a_closed_pipe(self):
        assert is_closed_pipe(BrokenPipeError())
        assert is_closed_pipe(OSError(errno.EINVAL, "Invalid argument"))
        assert not is_closed_pipe(OSError(errno.ENOSPC, "No space left on device"))

    def test_names_and_records_may_end_with_carriage_returns(self, run):
        assert run("compare", "-", stdin="mexico\r\nturkey\r\n").stdout == run("compare", "mexico", "turkey").stdout
        assert run("filter", "--data", "-", "-f", "ids", stdin=LINE.replace("\n", "\r\n") % "one").stdout == "one\n"

    def test_a_code_page_of_its_own_changes_no_byte(self):
        for page in sample(("cp1252", "cp437", "cp932"), 3):
            env = environment(PYTHONIOENCODING=page, PYTHONUTF8="0")
            for command in (("filter",), ("compare", "mexico", "turkey", "-f", "table")):
                done = subprocess.run([PROGRAM, *command], capture_output=True, env=env, check=True)
                if command == ("filter",):
                    assert done.stdout.decode("utf-8") == answer(*command)
                else:
                    assert "$5,000 – $15,000" in done.stdout.decode("utf-8")

    def test_a_path_with_backslashes_is_named_as_it_was_given(self, run):
        done = run("filter", "--data", r"C:\clinics\mine.toml")
        assert (done.returncode, done.stdout) == (3, "")
        assert r"C:\clinics\mine.toml" in done.stderr

    def test_no_file_is_read_or_written_in_the_encoding_of_the_place(self):
        for command in sample(EVERY, 5, 2):
            done = subprocess.run(
                [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-m", "stemfind",
                 *command],
                capture_output=True, encoding="utf-8", env=environment(STEMFIND_DEBUG="1"), check=False,
            )  # fmt: skip
            assert done.returncode == 0, (command, done.stderr[-500:])
