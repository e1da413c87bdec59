$ printf '%s\n' '. <(ipplan completion bash)' 'COMP_WORDS=(ipplan "$@")' 'COMP_CWORD=$#' _ipplan 'printf "%s\n" "${COMPREPLY[@]}"' >try
$ bash try hel
help
$ bash try help --mach
--machine
$ bash try help --no-h
--no-headers
$ bash try completion z
zsh
$ touch zebra; bash try completion z
zsh
zebra
$ bash try nonsense --x

$ ipplan completion
ipplan: no operand: expected one shell: bash, zsh or fish; see ipplan help completion
[2]
$ ipplan completion bash zsh
ipplan: zsh: expected one shell: bash, zsh or fish; see ipplan help completion
[2]
$ ipplan completion zsh | head -n 1
#compdef ipplan
$ ipplan completion fish | grep -c 'ipplan help -m'
3
