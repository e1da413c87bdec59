#!/bin/sh
# The man pages say what the code says: each command's summary, synopsis and
# options, those of all commands, formats, exit statuses, the environment;
# references lead somewhere, and mandoc and groff have nothing to remark.
cd "$SRCDIR/man" || exit 99
src=$SRCDIR/src
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
tab=$(printf '\t')
rc=0

bad() { echo "$*"; rc=1; }

# same WHAT: $tmp/code and $tmp/man hold the same lines.
same() {
	diff -u "$tmp/code" "$tmp/man" || bad "$1: the page (+) is not the code (-)"
}

# page FILE SECTION: summary, synopsis and options as "ipplan help -m" has
# them, and the items of .It Cm that are words of the command.
page() {
	"${AWK:-awk}" -v OFS='\t' -v section="$2" -v words="$3" '
	BEGIN { split(words, w, " "); for (i in w) word[w[i]] = 1 }
	# Fields from i on without macros; "--" before the name of a long option,
	# and brackets for .Op, which ends with its line, and for .Oo and .Oc.
	function plain(i,   s, end) {
		for (s = ""; i <= NF; i++)
			if ($i == "Fl")		s = s " -"
			else if ($i == "Oo")	s = s " ["
			else if ($i == "Oc")	s = s "]"
			else if ($i == "Op")	{ s = s " ["; end = end "]" }
			else if ($i !~ /^(Ar|Cm|Ns|Ic)$/)
				s = s " " $i
		gsub(/- /, "-", s)
		return substr(s end, 2)
	}
	$1 == ".Nd"	{ sub(/^\.Nd /, ""); print "summary", $0 }
	$1 == ".Sh"	{ if (insyn) print "synopsis", syn
			  insyn = /SYNOPSIS/; inopt = $0 ~ section
			  output = /OUTPUT/ }
	insyn && $1 ~ /^\.(Op|Ar|Cm|Fl|Oo|Oc)$/ {
		sub(/^\./, "", $1)
		syn = syn " " plain(1)
	}
	!output && $1 == ".It" && $2 == "Cm" && $3 in word {
		print "word", $3, plain(4)
	}
	inopt && $1 == ".It" && $2 == "Fl" {
		short = ""
		i = 3
		if ($4 == ",") { short = "-" $3; i = 6 }
		print "option", short, "-" $i, plain(i + 1)
	}
	' "$1" | squeeze
}

# Blanks do not count: a page may break where it likes.
squeeze() { sed '/^summary/!s/ //g'; }

# Commands and their pages, both ways.
"$IPPLAN" help -m >"$tmp/commands"
while IFS=$tab read -r cmd summary; do
	page=ipplan-$cmd.1
	[ -f "$page" ] || { bad "ipplan $cmd: no man/$page"; continue; }
	"$IPPLAN" help -m "$cmd" >"$tmp/help"
	words=$(sed -n "s/^word$tab\([a-z]*\).*/\1/p" "$tmp/help")
	{ printf 'summary\t%s\n' "$summary"
	  grep -E "^(synopsis|option)$tab" "$tmp/help" | cut -f1-4
	  grep "^word$tab" "$tmp/help" | cut -f1-3
	} | squeeze | sort -s -k1,1 >"$tmp/code"
	page "$page" 'DESCRIPTION|OPTIONS' "$words" |
	    sort -s -k1,1 >"$tmp/man"
	same "$page"
	grep -q "man/$page" "$SRCDIR/Makefile.am" ||
	    bad "$page: not in dist_man_MANS of Makefile.am"
done <"$tmp/commands"
for page in ipplan-*.1; do
	cmd=${page#ipplan-}
	grep -q "^${cmd%.1}$tab" "$tmp/commands" || bad "$page: no such command"
done

# ipplan(1): the commands in their order, and the options of all of them.
cut -f1 "$tmp/commands" >"$tmp/code"
sed -n 's/^\.It Xr ipplan-\([a-z]*\) 1$/\1/p' ipplan.1 >"$tmp/man"
same "ipplan.1, commands"
"$IPPLAN" help -m help | sed -n 's/^common/option/p' | cut -f1-4 >"$tmp/code"
page ipplan.1 OPTIONS | grep '^option' >"$tmp/man"
same "ipplan.1, OPTIONS"

# items SECTION: what its .It Cm, .It Ev or plain .It name, sorted.
items() {
	"${AWK:-awk}" -v s="$1" '
	$1 == ".Sh" { sub(/^\.Sh /, ""); on = $0 == s }
	on && $1 == ".It" { print ($2 == "Cm" || $2 == "Ev" ? $3 : $2) }
	' ipplan.1 | sort
}
names() { sed -n "$1" "$2" | sort; }

find "$src/report" -name '*.c' -exec sed -n \
    '/^const struct writer /,/^}/s/^	\.name = "\([a-z]*\)".*/\1/p' {} + |
    sort >"$tmp/code"
items FORMATS >"$tmp/man"
same "ipplan.1, FORMATS"
names 's/^	EXIT_[A-Z]* = \([0-9]*\),.*/\1/p' "$src/base/err.h" >"$tmp/code"
items 'EXIT STATUS' >"$tmp/man"
same "ipplan.1, EXIT STATUS"
find "$src" -name '*.c' -exec sed -n 's/.*getenv("\([A-Z_]*\)").*/\1/p' {} + |
    sort -u >"$tmp/code"
items ENVIRONMENT >"$tmp/man"
same "ipplan.1, ENVIRONMENT"

# Our own references; mandoc would look for them among installed pages.
"${AWK:-awk}" '
$1 == ".Xr" || $1 == ".It" && $2 == "Xr" {
	i = $1 == ".It" ? 3 : 2
	if ($i ~ /^ipplan/ && (getline line <($i "." $(i + 1))) < 0) {
		print FILENAME ":" FNR ": no " $i "(" $(i + 1) ")"
		failed = 1
	}
}
END { exit failed }' ./*.[1-9] || rc=1

if command -v groff >/dev/null; then
	for page in *.[1-9]; do
		groff -mandoc -Tutf8 -ww -z "$page" 2>&1
	done >"$tmp/groff"
	[ ! -s "$tmp/groff" ] || { cat "$tmp/groff"; bad "groff remarks"; }
fi
if [ -n "${MANDOC-}" ]; then
	$MANDOC -Tlint -Wstyle ./*.[1-9] 2>&1 |
	    grep -v 'referenced manual not found' && bad "mandoc remarks"
elif [ $rc -eq 0 ]; then
	echo "no mandoc: the pages were compared with the code, not linted"
	exit 77
fi
exit $rc
