"""Where an answer goes: nothing but a plain file is ever replaced, and every byte is written or it is exit 3."""

import fcntl
import os
import resource
import shutil
import socket
import stat
import struct
import subprocess
import termios
import time

import pytest

from conftest import FULL, PROGRAM, environment, in_process, pairs
from stemfind.cli.outlet import Outlet, descriptor
from stemfind.cli.stream import emit_bytes
from stemfind.errors import OutputUnwritable, PipeClosed

IDS = ("filter", "-f", "ids")
pytestmark = pytest.mark.process
OLD = "what was there before\n"
UNPRIVILEGED = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file to somebody else")
needs_plain_user = pytest.mark.skipif(
    bool(UNPRIVILEGED) and shutil.which("setpriv") is None, reason="as root, and setpriv is not installed"
)


def program(*arguments, wrapped=(), **options):
    """Run the program; where not everything is tried, in this process if nothing else is asked for."""
    if not (wrapped or options or FULL):
        return in_process(arguments, b"", environment())
    command = [*wrapped, str(PROGRAM), *arguments]
    return subprocess.run(command, capture_output=True, env=environment(), timeout=60, check=False, **options)


def answer(*arguments):
    """Return the answer itself, asked in this process."""
    return in_process(arguments, b"", environment()).stdout


def shell(script, **env):
    """Run a bash script in which `stemfind` is the program."""
    text = f'stemfind() {{ "{PROGRAM}" "$@"; }}\n{script}'
    return subprocess.run(["bash", "-c", text], capture_output=True, env=environment(**env), timeout=60, check=False)


def assert_refused(done, *said):
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert all(part in done.stderr.decode() for part in ("stemfind: can't write ", *said)), done.stderr


@pytest.fixture
def fifo(tmp_path, tmp_path_factory):
    """Return a FIFO that is read, and a function that returns what came."""
    path, copy = tmp_path / "fifo", tmp_path_factory.mktemp("read") / "copy"
    os.mkfifo(path)
    with copy.open("wb") as file:
        reader = subprocess.Popen(["cat", path], stdout=file)
    return path, lambda: (reader.wait(timeout=30), copy.read_bytes())[1]


@pytest.fixture
def device(tmp_path):
    """Return a function that makes a character device of our own."""

    def make(minor):
        path = tmp_path / f"device{minor}"
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, minor))
            path.open("wb").close()
        except OSError:
            pytest.skip("no device can be made here")
        return path

    return make


class TestWhatIsNoFile:
    @pytest.mark.parametrize(
        "command",
        [IDS, ("compare", "mexico"), ("filter", "-f", "json"), ("data", "export", "-f", "sqlite"), ("data", "schema")],
        ids=" ".join,
    )
    def test_a_fifo_gets_the_answer_and_stays_a_fifo(self, fifo, tmp_path, command):
        path, came = fifo
        assert program(*command, "-o", str(path)).returncode == 0
        assert came() == answer(*command)
        assert stat.S_ISFIFO(path.stat().st_mode)
        assert [file.name for file in tmp_path.iterdir()] == ["fifo"]

    def test_new_answers_are_written_into_a_fifo_too(self, fifo):
        path, came = fifo
        assert program("checklist", "liv", "--new-answers", str(path)).returncode == 0
        assert b"[liv-ulus]" in came()
        assert stat.S_ISFIFO(path.stat().st_mode)

    def test_a_device_is_written_and_never_replaced(self, device, tmp_path):
        path = device(3)
        for command in (IDS, ("data", "export", "-f", "sqlite"), ("checklist", "liv")):
            assert program(*command, "-o", str(path)).returncode == 0
        assert stat.S_ISCHR(path.stat().st_mode)
        assert [file.name for file in tmp_path.iterdir()] == ["device3"]

    def test_a_device_that_is_full_is_exit_3(self, device):
        path = device(7)
        assert_refused(program(*IDS, "-o", str(path)), str(path), "No space left")
        assert stat.S_ISCHR(path.stat().st_mode)

    def test_a_socket_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX) as held:
            held.bind("socket")
            assert_refused(program(*IDS, "-o", "socket"), "it is a socket")
        assert stat.S_ISSOCK((tmp_path / "socket").stat().st_mode)

    def test_process_substitution_works_as_a_pipe_does(self):
        done = shell("stemfind filter -f ids -o >(cat) | cat")
        assert done.stdout == answer(*IDS)

    def test_a_reader_that_leaves_is_141_there_too(self):
        assert shell("stemfind data export -o >(true); echo $?").stdout == b"141\n"

    @pytest.mark.parametrize("name", ["/dev/fd/1", "/proc/self/fd/1", "link", "link-to-link"])
    def test_a_name_of_stdout_adds_to_the_file_that_the_shell_opened(self, tmp_path, name):
        (tmp_path / "link").symlink_to("/dev/fd/1")
        (tmp_path / "link-to-link").symlink_to("link")
        done = shell(f"cd {tmp_path}; echo before > log; stemfind filter -f ids -o {name} >> log; echo $?; cat log")
        assert done.stdout == b"0\nbefore\n" + answer(*IDS)

    def test_stdout_stderr_and_other_descriptors_have_names(self):
        names = {"/dev/stdout": 1, "/dev/stderr": 2, "/dev/../dev/fd/7": 7, "/proc/self/fd/63": 63, "/dev/fd/x": None}
        assert {name: descriptor(name) for name in names} == names
        ids = answer(*IDS)
        assert shell("stemfind filter -f ids -o /dev/fd/7 7>&1").stdout == ids
        assert_refused(shell("stemfind filter -f ids -o /dev/fd/7 7>&-"), "/dev/fd/7", "Bad file descriptor")


class TestLinks:
    def test_a_link_stays_and_its_target_is_replaced(self, tmp_path):
        (tmp_path / "far").mkdir()
        target = tmp_path / "far" / "target"
        target.write_text(OLD, encoding="utf-8")
        (tmp_path / "middle").symlink_to("far/target")
        (tmp_path / "link").symlink_to("middle")
        assert program(*IDS, "-o", str(tmp_path / "link")).returncode == 0
        assert target.read_bytes() == answer(*IDS)
        assert (tmp_path / "link").is_symlink()
        assert {file.name for file in tmp_path.rglob("*")} == {"far", "target", "middle", "link"}

    def test_a_link_to_nothing_creates_its_target(self, tmp_path):
        (tmp_path / "link").symlink_to("target")
        assert program(*IDS, "-o", str(tmp_path / "link")).returncode == 0
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "target").read_bytes() == answer(*IDS)

    def test_a_link_to_itself_is_refused(self, tmp_path):
        (tmp_path / "loop").symlink_to("loop")
        assert_refused(program(*IDS, "-o", str(tmp_path / "loop")), "loop", "symbolic links")

    def test_all_names_of_a_file_hold_the_new_answer(self, tmp_path):
        one, other = tmp_path / "one", tmp_path / "other"
        one.write_text(OLD * 9000, encoding="utf-8")
        one.chmod(0o640)
        other.hardlink_to(one)
        assert program(*IDS, "-o", str(one)).returncode == 0
        assert one.samefile(other)
        assert other.read_bytes() == answer(*IDS)
        assert other.stat().st_mode & 0o777 == 0o640

    def test_all_names_of_a_file_hold_the_old_answer_when_the_disk_is_full(self, tmp_path):
        one, other = tmp_path / "one", tmp_path / "other"
        one.write_text(OLD, encoding="utf-8")
        other.hardlink_to(one)
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limit[1]))
        try:
            with pytest.raises(OutputUnwritable):
                emit_bytes(b"x" * (2 << 20), str(one))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        assert one.samefile(other)
        assert other.read_text(encoding="utf-8") == OLD
        assert {file.name for file in tmp_path.iterdir()} == {"one", "other"}


class TestOwners:
    @pytest.fixture
    def file(self, tmp_path):
        path = tmp_path / "answer"
        path.write_text(OLD, encoding="utf-8")
        path.chmod(0o666)
        return path

    def test_a_file_keeps_its_group_and_owner(self, file):
        groups = [group for group in os.getgroups() if group != os.getegid()]
        if os.geteuid() == 0:
            os.chown(file, 12, 34)
        elif groups:
            os.chown(file, -1, groups[0])
        else:
            pytest.skip("this user is in one group alone")
        before = file.stat()
        assert program(*IDS, "-o", str(file)).returncode == 0
        after = file.stat()
        assert file.read_bytes() == answer(*IDS)
        assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)

    @needs_root
    @needs_plain_user
    def test_somebody_elses_file_that_may_be_written_stays_theirs(self, file):
        os.chown(file, 12, 34)
        assert program(*IDS, "-o", str(file), wrapped=UNPRIVILEGED).returncode == 0
        assert (file.stat().st_uid, file.stat().st_gid) == (12, 34)
        assert file.read_bytes() == answer(*IDS)
        assert [held.name for held in file.parent.iterdir()] == ["answer"]

    @needs_plain_user
    def test_a_file_that_is_protected_from_writing_is_not_replaced(self, file):
        file.chmod(0o444)
        assert_refused(program(*IDS, "-o", str(file), wrapped=UNPRIVILEGED), "Permission denied")
        assert file.read_text(encoding="utf-8") == OLD


class TestNames:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("", "the name is empty"), (".", "it is a folder"), ("folder", "it is a folder"),
            ("folder/", "it is a folder"), ("none/", "there is no such folder"), ("file/", "there is no such folder"),
            ("none/file", "No such file or directory"), ("file/file", "Not a directory"), ("n" * 300, "name too long"),
            ("/dev/fd/99999999999999999999", "No such file or directory"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("command", [IDS, ("compare", "mexico", "--open"), ("data", "export", "-f", "sqlite")])
    def test_a_name_that_no_file_can_have_is_one_line(self, tmp_path, monkeypatch, command, name, said):
        (tmp_path / "folder").mkdir()
        (tmp_path / "file").write_text(OLD, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert_refused(in_process([*command, "-o", name], b"", environment()), name[:50], said)
        assert {file.name for file in tmp_path.iterdir()} == {"folder", "file"}
        assert (tmp_path / "file").read_text(encoding="utf-8") == OLD

    def test_a_file_of_answers_needs_a_name_that_a_file_can_have(self, tmp_path):
        done = program("checklist", "liv", "--new-answers", "n" * 300, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (3, b"")
        assert b"name too long" in done.stderr

    def test_a_name_as_long_as_the_system_allows_is_written(self, tmp_path):
        assert program(*IDS, "-o", "n" * 255, cwd=tmp_path).returncode == 0
        assert (tmp_path / ("n" * 255)).read_bytes() == answer(*IDS)

    def test_a_name_that_is_no_text_is_written(self, tmp_path):
        assert program(*IDS, "-o", os.fsdecode(b"\xff"), cwd=tmp_path).returncode == 0
        assert (tmp_path / os.fsdecode(b"\xff")).read_bytes() == answer(*IDS)

    def test_a_name_with_a_nul_is_refused(self):
        with pytest.raises(OutputUnwritable, match="null"):
            emit_bytes(b"", "a\0b")

    @needs_plain_user
    def test_a_folder_that_may_not_be_entered_is_one_line(self, tmp_path):
        locked = tmp_path / "locked"
        locked.mkdir(mode=0)
        assert_refused(program(*IDS, "-o", str(locked / "file"), wrapped=UNPRIVILEGED), "Permission denied")


class TestEveryByte:
    @pytest.mark.parametrize(
        ("command", "unbuffered"), pairs(["data export", "filter -f jsonl", "filter --help", "show liv"], ["", "1"])
    )
    def test_an_answer_that_was_cut_short_is_exit_3(self, tmp_path, command, unbuffered):
        done = shell(f"(ulimit -f 1; stemfind {command} > {tmp_path}/cut); echo $?", PYTHONUNBUFFERED=unbuffered)
        assert done.stdout == b"3\n"
        assert done.stderr == b"stemfind: can't write stdout: File too large\n"
        assert (tmp_path / "cut").stat().st_size <= 1024

    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_pipe_that_does_not_wait_gets_every_byte(self, unbuffered):
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        child = subprocess.Popen(
            [PROGRAM, "data", "export"], stdout=writer, stderr=subprocess.PIPE,
            env=environment(PYTHONUNBUFFERED=unbuffered),
        )  # fmt: skip
        os.close(writer)
        while struct.unpack("i", fcntl.ioctl(reader, termios.FIONREAD, b"\0" * 4))[0] < 1 << 16:
            time.sleep(0.05)
        time.sleep(0.2)
        with os.fdopen(reader, "rb") as held:
            assert held.read() == answer("data", "export")
        assert (child.communicate()[1], child.returncode) == (b"", 0)

    def test_a_piece_is_written_once_also_where_the_next_one_fails(self):
        reader, writer = os.pipe()
        with Outlet(f"/dev/fd/{writer}") as outlet:
            outlet.write("first")
            outlet.keep_what_came()
            assert os.read(reader, 100) == b"first"
            os.close(reader)
            outlet.write("second")
            with pytest.raises(PipeClosed):
                outlet.keep_what_came()
        os.close(writer)
