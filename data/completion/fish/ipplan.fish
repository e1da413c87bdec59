# Knows no names: asks "ipplan help -m", which is never stale.
complete -c ipplan -n __fish_use_subcommand -f -a "(ipplan help -m)"
function __ipplan_words
	set -l cmd (commandline -opc)[2]
	ipplan help -m $cmd 2>/dev/null | awk -F '\t' '
		$1 == "word" { print $2 "\t" $4 }
		$1 == "option" || $1 == "common" {
			if ($2 != "") print $2 "\t" $6
			print $3 "\t" $6
		}'
end
complete -c ipplan -n 'not __fish_use_subcommand' -a "(__ipplan_words)"
