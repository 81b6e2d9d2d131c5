"""Completion: live names for everything that has some, in the real shells, and never an error."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer.main

from conftest import FULL, SMALL, asked, environment, sample
from stemfind.cli.app import application
from stemfind.cli.cursor import offered, split


def asked_by(shell, words, *, alone=FULL, **more):
    """Ask the program as a shell would."""
    text = " ".join(words)
    protocol = {
        "bash": {"COMP_WORDS": text, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": text},
        "fish": {"_TYPER_COMPLETE_ARGS": text, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {"_TYPER_COMPLETE_ARGS": text, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]},
        "pwsh": {"_TYPER_COMPLETE_ARGS": text, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]},
    }[shell]
    return asked((), environment(_STEMFIND_COMPLETE=f"complete_{shell}", **protocol, **more), alone=alone)


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


LIVE = (
    (("stemfind", "compare", "mex"), "mexico"),
    (("stemfind", "show", "liv"), "liv-ulus"),
    (("stemfind", "filter", "--country", "tur"), "turkey"),
    (("stemfind", "filter", "--for", "sc"), "sci"),
    (("stemfind", "filter", "--sort", "price_low_u"), "price_low_usd"),
    (("stemfind", "filter", "--format", "md"), ""),
    (("stemfind", "filter", "--format", "mark"), "markdown"),
    (("stemfind", "guide", "rou"), "routes"),
    (("stemfind", "fil"), "filter"),
)
"""What is typed, and what must be among what is offered."""
STARTED = (("bash", LIVE[1][0]), ("zsh", LIVE[0][0]), ("fish", LIVE[0][0]))
"""Asked of a process of its own also where not everything is tried."""


@pytest.mark.parametrize(
    ("shell", "words", "offered"),
    [(shell, *one) for shell in SHELLS for one in LIVE],
)
def test_every_shell_is_offered_live_names(shell, words, offered):
    done = asked_by(shell, words, alone=FULL or (shell, words) in STARTED)
    assert offered in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_a_broken_dataset_offers_nothing_and_says_nothing(shell, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("[[[", encoding="utf-8")
    done = asked_by(shell, ("stemfind", "compare", "mex"), STEMFIND_DATA=str(broken))
    assert (done.stdout.strip().removeprefix("_files"), done.stderr) == ("", "")  # zsh falls back to files


def script(shell):
    return asked((), environment(_STEMFIND_COMPLETE=f"source_{shell}")).stdout


def in_path():
    return environment(PATH=f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin", HOME="/tmp")  # noqa: S108


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_itself_completes(tmp_path):
    source = tmp_path / "complete.bash"
    source.write_text(script("bash"), encoding="utf-8")
    ask = (
        f"source {source}; COMP_WORDS=(stemfind compare mex); COMP_CWORD=2; "
        "$(complete -p stemfind | sed -E 's/.*-F ([^ ]+).*/\\1/') stemfind mex compare; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(["bash", "--norc", "-c", ask], capture_output=True, text=True, env=in_path(), check=False)
    assert done.stdout.split() == ["mexico"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_itself_completes(tmp_path):
    source = tmp_path / "complete.fish"
    source.write_text(script("fish"), encoding="utf-8")
    ask = f"source {source}; complete -C 'stemfind compare mex'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", ask], capture_output=True, text=True, env=in_path(), check=False
    )
    assert done.stdout.startswith("mexico")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_reads_the_script(tmp_path):
    source = tmp_path / "_stemfind"
    source.write_text(script("zsh"), encoding="utf-8")
    ask = f"autoload -U compinit; compinit -u -d {tmp_path}/dump; source {source}; print $_comps[stemfind]"
    done = subprocess.run(["zsh", "-f", "-c", ask], capture_output=True, text=True, env=in_path(), check=False)
    assert "stemfind" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("stemfind", "checklist", "--group", "mon"), "money"), (("stemfind", "why", "mayo"), "mayo-celltop"),
        (("stemfind", "why", "nct0684"), "nct06841770"),
    ],
)  # fmt: skip
def test_groups_and_records_of_evidence_are_offered_too(words, offered):
    assert offered in asked_by("bash", words).stdout


def offers(line, data=None, **more):
    """Return what may be offered at the end of a line: the kind, then the words."""
    if not more:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "environ", environment(**({"STEMFIND_DATA": str(data)} if data else {})))
            answer = offered(split(line))
        return answer.kind, [word for word, _ in answer.words]
    return told(line, **more)


def told(line, *, alone=FULL, **more):
    """Return the same as the scripts of stemfind are told it by the program."""
    env = environment(_STEMFIND_COMPLETE="offers", _TYPER_COMPLETE_ARGS=f"stemfind {line}", **more)
    done = asked((), env, alone=alone)
    assert done.stderr == ""
    kind, *words = (text.partition("\t")[0] for text in done.stdout.splitlines())
    return kind, words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("filter --country=tu", ["--country=turkey"]), ("filter -c tu", ["turkey"]), ("filter -ctu", ["-cturkey"]),
        ("filter -rctu", ["-rcturkey"]), ("f -c tu", ["turkey"]), ("filter -r", ["-r"]),
        ("filter --country = tu", ["turkey"]),
        ("filter --fields id,na", ["id,name"]), ("filter --fields=id,na", ["--fields=id,name"]),
        ("filter --fields 'id, na", ["id,name"]), ("filter --fields id,standing", ["id,standing", "id,standing_date"]),
        ("filter --sort price_h", ["price_high", "price_high_usd"]), ("filter --sort standing", []),
        ("filter --city pla", ["playa-del-carmen"]),
        ("filter --city car", ["playa-del-carmen"]),
        ("filter --rate e", ["EUR="]), ("filter --cells uc", ["uc-msc"]),
        ("filter --status con", ["contradicted"]), ("filter --standing cl", ["closed"]),
        ("why alpha pr", ["price"]), ("why alpha price ", []), ("why -f json alp", ["alpha"]),
        ("estimate alpha --offer ", ["shoulder", "others"]), ("estimate --offer ", []),
        ("compare mexico tu", ["turkey"]), ("compare turkey tu", []), ("compare TR t", []), ("co mexico t", ["turkey"]),
        ("show mx", ["mexico"]), ("show MEX", ["mexico"]), ("show -- tu", ["turkey"]), ("show Mé", ["mexico"]),
        ("show 'beta h", ["beta-hospital"]), ('show "beta h', ["beta-hospital"]), ("show beta\\ h", ["beta-hospital"]),
        ("show mexico --color ", ["auto", "always", "never"]), ("letter alp", ["alpha"]), ("letter mex", []),
        ("checklist eur", []), ("checklist mex", ["mexico"]),
        ("checklist alpha --require ", ["answered", "partly", "claimed"]),
        ("checklist -g m", ["money"]), ("checklist -gm", ["-gmoney"]), ("letter alpha --lang ", ["en", "es", "tr"]),
        ("data export --section cl", ["clinics", "claims"]), ("data export -f ", ["json", "jsonl", "csv", "sqlite"]),
        ("why alpha -f j", ["json"]), ("compare --format=j", ["--format=json", "--format=jsonl"]),
        ("evidence --kind p", ["product"]), ("evidence --design c", ["controlled", "case-series", "case-report"]),
        ("evidence --cell u", ["uc-msc"]), ("evidence --route i", ["intrathecal"]),
        ("trials --ais ", ["A", "B", "C", "D", "E"]), ("trials -a b", ["B"]), ("trials --country me", ["mexico"]),
        ("trials --level L", ["L1", "L2", "L3", "L4", "L5"]), ("trials --level=t12", ["--level=T12"]),
        ("co", ["compare"]), ("c", ["compare", "checklist"]), ("co --a", ["--as-of"]), ("show --da", ["--data"]),
        ("data s", ["schema", "sources"]), ("data export --s", ["--section"]), ("data --h", ["--help"]),
        ("--v", ["--version"]), ("trials --no", ["--no-prior-cells"]), ("show -o", ["-o"]), ("nonsense al", []),
        ("x", []), ("data nonsense al", []), ("show *", []), ("filter --max-cost ", []), ("filter -xtu", []),
        ("show nowhere-at-all", []), ("filter --sort price_ --nonsense tu", []),
    ],
)  # fmt: skip
def test_a_word_that_is_typed_in_any_way_is_completed(line, words):
    assert offers(line, SMALL)[1] == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("show Tür", ["turkey"]), ("show 'liv ho", ["liv-ulus"]), ("why liv pr", ["preparation", "price"]),
        ("estimate liv --offer ", ["programme-15-days", "price-row"]), ("guide ro", ["routes"]),
        ("guide routes ro", []), ("guide gloss", ["glossary"]), ("filter --country=tu", ["--country=turkey"]),
        ("why mayo-c", ["mayo-celltop"]), ("why mayo-n", ["mayo-news-2024"]), ("filter --city ist", ["istanbul"]),
    ],
)  # fmt: skip
def test_the_bundled_dataset_is_completed_alike(line, words):
    assert offers(line)[1] == words


def test_the_program_says_the_same_to_a_script():
    assert told("filter --country=tu", alone=True, STEMFIND_DATA=str(SMALL)) == ("names", ["--country=turkey"])
    assert told("show Tür") == ("names", ["turkey"])
    assert told("show --output=x") == ("files", [])


@pytest.mark.parametrize(
    "line",
    [
        "show --data ", "show -d ", "show alpha -o ", "show alpha --output=x", "show alpha -ox", "checklist --answers ",
        "checklist alpha --new-answers ", "data check ", "data changes ", "data changes a.toml ", "data schema -o ",
    ],
)  # fmt: skip
def test_where_a_file_is_wanted_the_shell_offers_files(line):
    assert offers(line) == ("files", [])


def test_a_city_is_found_by_the_spelling_that_is_offered(run):
    assert run("filter", "--city", "playa-del-carmen", "-f", "ids", data=SMALL).stdout == "alpha\n"


def test_a_script_of_an_earlier_version_is_told_of_files_as_it_reads_it():
    assert asked_by("zsh", ("stemfind", "show", "-o", "x")).stdout == "_files\n"
    assert asked_by("zsh", ("stemfind", "show", "nowhere-at-all")).stdout == ""
    joined = environment(_STEMFIND_COMPLETE="complete_bash", COMP_WORDS="stemfind\nshow\n'liv ho", COMP_CWORD="2")
    assert asked((), joined).stdout == "liv-ulus\n"


def test_what_is_listed_apart_never_replaces_what_was_typed():
    kind, words = offers("why own")
    assert kind == "apart"
    assert len({word[:1] for word in words}) > 1


def test_a_list_and_a_rate_go_on_without_a_space():
    assert offers("filter --fields id,")[0] == offers("filter --rate e")[0] == "parts"


def test_the_dataset_on_the_line_is_the_one_that_is_offered(tmp_path):
    named = tmp_path / "it's; $(touch PWN) & ours.toml"
    named.write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    typed = str(named).replace("'", "'\\''")
    assert offers(f"show --data '{typed}' al")[1] == ["alpha"]
    assert offers(f"show --data='{typed}' al")[1] == ["alpha"]
    assert offers("show al", named)[1] == ["alpha"]
    (tmp_path / "ours.toml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    assert offers("show --data ~/ours.toml al", HOME=str(tmp_path))[1] == ["alpha"]
    assert offers("show --data $HOME/ours.toml al", HOME=str(tmp_path))[1] == ["alpha"]
    (tmp_path / "folder").mkdir()
    (tmp_path / "ours.toml").rename(tmp_path / "folder" / "ours.toml")
    assert offers(f"show -d {tmp_path}/folder al")[1] == ["alpha"]
    assert offers("filter --data - -c turk")[1] == ["turkey"]


def parameters(command, name=""):
    """Yield every option and argument with the command that has it."""
    for sub, held in getattr(command, "commands", {}).items():
        yield from parameters(held, f"{name} {sub}".strip())
    yield from ((name, param) for param in command.params)


FREE = {
    "max_cost", "min_cost", "max_days", "limit", "sessions", "flight", "nights", "hotel", "companion", "rehab_week",
    "rehab_weeks", "add", "since", "age", "as_of", "text", "to",
}  # fmt: skip
"""What has no list: figures, days, words that a record must hold, and the name of a clinic that is on no list."""


def test_every_option_and_argument_with_a_list_is_completed():
    known = [held for held in parameters(typer.main.get_command(application())) if not getattr(held[1], "is_flag", 0)]
    assert len(known) > 80
    for name, param in known:
        if param.name in FREE:
            continue
        option = f" {param.opts[0]} " if param.param_type_name == "option" else " "
        before = " alpha" if param.name in ("field", "offer") else ""
        kind, words = offers(f"{name}{before}{option}", SMALL)
        assert words or kind == "files" or param.name == "topic", (name, param.name)


COMMANDS_WITH_FORMATS = (
    "filter", "compare", "checklist", "show alpha", "why alpha", "evidence", "trials", "estimate alpha", "letter alpha",
    "guide", "about", "data export", f"data changes {SMALL} {SMALL}", "data sources", "data conflicts",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS_WITH_FORMATS)
def test_only_the_formats_of_the_command_are_offered(run, command):
    data = {} if command.startswith("data changes") else {"data": SMALL}
    refusal = run(*command.split(), "--format", "nonsense", **data)
    assert refusal.returncode == 2
    known = re.search(r": ([a-z, ]+)$", refusal.stderr, re.MULTILINE)[1].split(", ")
    assert sorted(offers(f"{command} --format ")[1]) == sorted(known)


@pytest.mark.parametrize(
    "typed",
    [
        "filter --status ", "filter --standing ", "evidence --kind ", "evidence --design ", "letter alpha --lang ",
        "show alpha --color ", "checklist alpha --require ", "data export --section ",
    ],
)  # fmt: skip
def test_a_closed_list_is_offered_as_the_program_reads_it(run, typed):
    refusal = run(*typed.split(), "nonsense", "-f", "json" if "export" in typed else "table", data=SMALL)
    words = offers(typed)[1]
    assert refusal.returncode == 2
    assert words
    assert set(words) <= set(re.findall(r"[\w-]+", refusal.stderr))


HOSTILE = (
    r"\$(touch PWN)", "$(touch PWN)", "`touch PWN`", r"\`touch PWN\`", "'; touch PWN; '", '"; touch PWN; "',
    "'$(touch PWN)'", '"$(touch PWN)"', "x\ntouch PWN\n", "a\tb", "[/x]", "[red]x", "%s %n %F{red}", "; touch PWN",
    "| touch PWN", "& touch PWN", "* ~ !! !touch", "\x1b[2J\x1b]0;t\x07", "\\", "(touch PWN)", "{a,b}", "<(touch PWN)",
    "=touch", "a:b:::c", "\u202ex\u200b", "]]; touch PWN; [[", ")) ; touch PWN ; ((",
)  # fmt: skip
"""What a stranger may call a clinic."""


def quoted(text):
    """Return a text as TOML has it."""
    return '"' + "".join(f"\\u{ord(sign):04x}" for sign in text) + '"'


def strangers(folder, names=HOSTILE, *, ids=False):
    """Return a dataset whose every name, alias, title and label is hostile; its ids only where that is asked for."""
    text = SMALL.read_text(encoding="utf-8").partition("[[clinics]]")[0]
    for number, name in enumerate(names):
        text += "".join(
            f"{line}\n"
            for line in (
                "[[clinics]]", f"id = {quoted(name) if ids else quoted(f'zz-{number}')}", f"name = {quoted(name)}",
                f"aliases = [{quoted(name + ' zz')}, {quoted('zz ' + name)}]", f"city = {quoted(name)}",
                'country = "mexico"', 'source = "seller"', "[[clinics.offers]]", 'id = "programme"',
                f"name = {quoted(name)}", 'indication = "sci"', 'source = "seller"', "[[terms]]", f'id = "cc-{number}"',
                'kind = "cells"', f"label = {quoted(name)}", 'definition = "A term."', "[[question_groups]]",
                f'id = "gg-{number}"', f"title = {quoted(name)}",
            )
        )  # fmt: skip
    named = folder / "strangers.toml"
    named.write_text(text, encoding="utf-8")
    return named


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "words",
    sample([
        ("show", "zz"), ("show", ""), ("filter", "--city", ""), ("estimate", "zz-1", "--offer", ""),
        ("filter", "--cells", "cc"), ("checklist", "-g", "gg"), ("why", "zz"), ("why", "zz-1", ""),
        ("filter", "--fields", "'id,$(touch PWN),na"), ("show", "--output=$(touch PWN)"),
    ], 4),
)  # fmt: skip
def test_no_name_of_a_dataset_reaches_a_shell_as_more_than_letters(shell, words, tmp_path):
    """The scripts that earlier versions installed ask in these ways, and zsh's evaluates what it is told."""
    done = asked_by(shell, ("stemfind", *words), STEMFIND_DATA=str(strangers(tmp_path)))
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout
    if shell == "zsh":
        assert re.fullmatch(r"(_files\n|_arguments '\*: :\([\w.,= -]+\)'\n)?", told, re.ASCII)
    assert not re.search(r"[^\w\s.,:()*'’=-]", told)


def test_the_names_are_offered_though_they_are_hostile(tmp_path):
    assert len(offers("show zz", strangers(tmp_path))[1]) == len(HOSTILE)
    assert offers("show touch", strangers(tmp_path))[1]


def test_a_hostile_id_is_offered_nowhere(tmp_path):
    assert offers("show ", strangers(tmp_path, ids=True)) == ("names", [])


def test_a_dataset_that_would_keep_somebody_waiting_is_not_read(tmp_path):
    fifo, large, folder = tmp_path / "fifo.toml", tmp_path / "large.toml", tmp_path / "folder"
    os.mkfifo(fifo)
    with large.open("wb") as file:
        file.truncate(5_000_000_000)
    folder.mkdir()
    os.mkfifo(folder / "fifo.toml")
    began = time.monotonic()
    for named in (fifo, large, folder, tmp_path / "absent.toml", tmp_path / ("x" * 300)):
        assert told("show al", STEMFIND_DATA=str(named)) == ("names", [])
        assert told(f"show --data {named} al") == ("names", [])
    assert time.monotonic() - began < 15


def test_a_completion_that_lasts_ends_in_silence(tmp_path):
    slow = tmp_path / "slow.toml"
    about = SMALL.read_text(encoding="utf-8").partition("[[sources]]")[0]
    slow.write_text(about + "[[clinics]]\nx = 1\n" * 200_000, encoding="utf-8")
    began = time.monotonic()
    done = asked_by("bash", ("stemfind", "show", "al"), alone=True, STEMFIND_DATA=str(slow))
    assert (done.stdout, done.stderr) == ("", "")
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("stranger", ["x", "complete_", "complete_tcsh", "source_tcsh", "run_bash", "\x1b[2J", "$(x)"])
def test_a_stranger_s_instruction_is_refused_in_one_line(run, stranger):
    done = run(_STEMFIND_COMPLETE=stranger)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("stemfind: _STEMFIND_COMPLETE=")
    assert "\x1b" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_command_line_is_answered_whatever_was_left_in_the_environment(run):
    done = run("show", "alpha", data=SMALL, _STEMFIND_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="stemfind co")
    assert done.returncode == 0
    assert "Alpha" in done.stdout


def test_a_shell_that_says_nothing_of_the_line_is_offered_nothing(run):
    for instruction in ("complete_bash", "complete_zsh"):
        done = run(_STEMFIND_COMPLETE=instruction)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run(_STEMFIND_COMPLETE="complete_bash", COMP_WORDS="stemfind co", COMP_CWORD="x").stdout == ""
