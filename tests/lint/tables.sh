#!/bin/sh
# The option tables are sound: no name twice within what a command takes,
# sorted by long name, help in lower case without a full stop, an argument
# for each option but flags.
commands=$("$IPPLAN" help -m | cut -f1)
[ -n "$commands" ] || { echo "ipplan help -m lists no command"; exit 1; }
for cmd in $commands; do
	"$IPPLAN" help -m "$cmd" | "${AWK:-awk}" -F '\t' -v cmd="$cmd" '
	$1 != "option" && $1 != "common" { next }
	{ n++; me = "ipplan " cmd " " $3 ": " }
	NF != 6			{ bad("a tab or newline in its row") }
	$2 != "" && $2 in seen	{ bad($2 " is also " seen[$2]) }
	$3 in seen		{ bad("is there twice") }
	{ seen[$2] = seen[$3] = $3 }
	$1 == kind && $3 < last	{ bad("comes after " last) }
	{ kind = $1; last = $3 }
	$2 !~ /^(-[A-Za-z0-9])?$/ { bad("short name " $2) }
	$3 !~ /^--[a-z][a-z0-9-]+$/ { bad("long name") }
	($4 == "") != ($5 == "flag") { bad("a " $5 " with argument \"" $4 "\"") }
	$4 ~ / /		{ bad("a blank in the argument") }
	$6 == ""		{ bad("no help") }
	$6 ~ /\.$/		{ bad("help ends in a full stop") }
	$6 ~ /^[A-Z][a-z]/	{ bad("help begins in upper case") }
	function bad(msg) { print me msg; failed = 1 }
	END { if (n == 0) { print cmd ": no options"; failed = 1 }
	      exit failed }
	' || echo failed
done | { ! grep .; }
