#!/bin/sh
# OUTPUT of a command's page lists the columns that the command prints, in
# their order.  ".Ss Table KEY" begins the list of one table; each column is
# ".It Cm key".  The columns come from the page's own examples, run with
# "-o csv --table KEY".
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
for d in data/examples tests/fixtures; do	# read-only in "make distcheck"
	cp -R "$SRCDIR/$d/." "$tmp" && chmod -R u+w "$tmp" || exit 99
done
mkdir "$tmp/bin" && ln -s "$IPPLAN" "$tmp/bin/ipplan" || exit 99
cd "$tmp" || exit 99
PATH=$tmp/bin:$PATH LC_ALL=C TZ=UTC0
export PATH LC_ALL TZ
rc=0

# "KEY column,column" for each table of the page; KEY is "-" where unnamed.
documented() {
	"${AWK:-awk}" '
	function flush() { if (cols != "") print key, cols; cols = "" }
	$1 == ".Sh"	{ flush(); on = $2 == "OUTPUT"; key = "-" }
	on && $1 == ".Ss" && $2 == "Table" { flush(); key = $3 }
	on && $1 == ".It" && $2 == "Cm"	{
		for (i = 3; i <= NF; i++)
			if ($i ~ /^[a-z]/ && $i != "Cm")
				cols = cols (cols == "" ? "" : ",") $i
	}
	END { flush() }' "$1"
}

# The plain commands among the examples, no pipe, list or redirection; what
# they say of format, columns and table is left out.
examples() {
	"${AWK:-awk}" '
	/^\.Sh/			{ ex = /^\.Sh EXAMPLES/ }
	ex && /^\$ ipplan /	{ gsub(/\\&/, ""); gsub(/\\-/, "-")
				  print substr($0, 3) }
	' "$1" | grep -v '[|;&<>\]' | sed -E 's/ --no-headers//
	    s/ (-o|--output|--columns|--table)[ =][^ ]+//g'
}

for page in "$SRCDIR"/man/ipplan-*.1; do
	documented "$page" >tables
	examples "$page" >commands
	while read -r key want; do
		table=
		[ "$key" = - ] || table="--table $key"
		got=
		while IFS= read -r cmd; do
			line=$(sh -c "$cmd -o csv $table" 2>/dev/null </dev/null |
			    sed 's/\r$//; q')
			case ,$line, in
			,,)		;;
			",$want,")	got=$line; break ;;
			*)		got=${got:-$line} ;;
			esac
		done <commands
		[ "$got" = "$want" ] && continue
		printf '%s: table %s:\n  page    %s\n  command %s\n' \
		    "${page##*/}" "$key" "$want" "${got:-no example prints it}"
		rc=1
	done <tables
done
exit $rc
