"""The scripts by which a shell asks for completions. None of them evaluates what it is answered.

Each hands over the line as far as it is typed, and reads the kind of answer from the first line, then one word a line
with what it is after a tab.
"""

BASH = r"""_stemfind() {
    local IFS=$' \t\n' kind='' word says line="${COMP_LINE:0:COMP_POINT}"
    [[ -n $line ]] || line="${COMP_WORDS[*]:0:COMP_CWORD+1}"
    COMPREPLY=()
    while IFS=$'\t' read -r word says; do
        if [[ -z $kind ]]; then
            kind=$word
            continue
        fi
        [[ $COMP_WORDBREAKS != *=* ]] || word=${word#--*=}
        COMPREPLY+=("$word")
    done < <(_STEMFIND_COMPLETE=offers _TYPER_COMPLETE_ARGS="$line" command stemfind 2>/dev/null)
    case $kind in
        files) compopt -o default 2>/dev/null ;;
        parts) compopt -o nospace 2>/dev/null ;;
        apart) [[ $COMP_TYPE == 37 ]] || COMPREPLY+=(' ') ;; # shares no beginning, so that what was typed stays
    esac
}

complete -F _stemfind stemfind
"""
ZSH = r"""#compdef stemfind

_stemfind() {
  local typed="$QIPREFIX$IPREFIX$PREFIX" line kind start word says
  local -a answer words_ shown end
  integer width=0
  answer=("${(@f)$(_STEMFIND_COMPLETE=offers _TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT-1]} $typed" \
    command stemfind 2>/dev/null)}")
  kind=${answer[1]%%$'\t'*} start=${answer[1]#*$'\t'}
  if [[ $kind == files ]]; then
    compset -p ${#start}
    _files
    return
  fi
  for line in "${(@)answer[2,-1]}"; do
    word=${line%%$'\t'*}
    words_+=("$word")
    (( ${#word} > width )) && width=${#word}
  done
  for line in "${(@)answer[2,-1]}"; do
    word=${line%%$'\t'*} says=${line#*$'\t'}
    shown+=("${(r:width:)word}${says:+  -- $says}")
  done
  (( $#words_ )) || return 1
  [[ $kind == parts ]] && end=(-S '')
  compadd -U -l "${(@)end}" -d shown -a words_
  if [[ $kind == apart ]]; then
    compstate[insert]=''
    compstate[list]='list force'
  fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _stemfind "$@"
else
  compdef _stemfind stemfind
fi
"""
FISH = r"""function __stemfind_offers
    set -l line (commandline -cp | string collect)
    set -l typed (commandline -ct | string collect)
    set -l offers (_STEMFIND_COMPLETE=offers _TYPER_COMPLETE_ARGS="$line" command stemfind 2>/dev/null)
    set -l kind (string split \t -- $offers[1])
    set -e offers[1]
    if test "$kind[1]" = files
        set typed (string sub -s (math (string length -- "$kind[2]") + 1) -- "$typed")
        for file in (__fish_complete_path "$typed")
            printf '%s%s\n' "$kind[2]" "$file"
        end
        return
    end
    # fish offers only what holds the letters that were typed, in the word or in what it says of it
    set typed (string replace -a -r '[\\\\\'"]' '' -- "$typed")
    for offer in $offers
        string match --quiet --ignore-case --entire -- "$typed" "$offer"
        or set offer "$offer ($typed)"
        printf '%s\n' "$offer"
    end
end

complete --command stemfind --no-files --arguments '(__stemfind_offers)'
"""
POWERSHELL = r"""Register-ArgumentCompleter -Native -CommandName stemfind -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $env:_TYPER_COMPLETE_ARGS = $commandAst.ToString().PadRight($length).Substring(0, $length)
    $env:_STEMFIND_COMPLETE = 'offers'
    try {
        $answer = @(stemfind 2>$null)
    } finally {
        Remove-Item Env:_STEMFIND_COMPLETE, Env:_TYPER_COMPLETE_ARGS
    }
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $word, $says = $_ -split "`t", 2
        if (-not $says) { $says = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $says)
    }
}
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL, "pwsh": POWERSHELL}
