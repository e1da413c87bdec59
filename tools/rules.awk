# Make the C table of rules from data/rules.csv.
# usage: LC_ALL=C awk -f rules.awk rules.csv >book.inc
# A line that is malformed, a second rule of an id or name, or a byte that is
# not ASCII stops it.
BEGIN {
	severity["error"] = severity["warn"] = severity["info"] = 1
	split("document code issue memory derived", e, " ")
	for (i in e)
		evidence[e[i]] = 1
	header = "id,name,severity,evidence,condition,why,remedy,source"
}
/[^ -~]/	{ bad("a byte that is not printable ASCII") }
/^# date: /	{ date = substr($0, 9) }
/^#/		{ next }
!begun {
	if ($0 != header)
		bad("header is " $0 ", expected " header)
	print "/* Made by tools/rules.awk from data/rules.csv. */"
	print "const struct rule rules[] = {"
	begun = 1
	next
}
/\\/		{ bad("a backslash") }
{
	n = split($0, q, "\"")
	if (n != 9 || q[3] != "," || q[5] != "," || q[7] != "," || q[9] != "")
		bad("expected four quoted texts after four words")
	if (split(q[1], w, ",") != 5 || w[5] != "")
		bad("expected id,name,severity,evidence before the texts")
	if (w[1] !~ /^(EKS|IPP)-[A-Z0-9]+-[0-9][0-9][0-9]$/)
		bad(w[1] ": not a rule id")
	if (w[2] !~ /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
		bad(w[2] ": not a name of words and hyphens")
	if (w[1] in seen || w[2] in seen)
		bad(w[1] " " w[2] ": given twice")
	seen[w[1]] = seen[w[2]] = 1
	if (!(w[3] in severity))
		bad(w[3] ": expected error, warn or info")
	for (i = split(w[4], e, " "); i > 0; i--)
		if (!(e[i] in evidence))
			bad(e[i] ": no kind of evidence")
	for (i = 2; i <= 8; i += 2)
		if (q[i] == "" || q[i] ~ /^ | $/)
			bad(w[1] ": an empty text, or blanks at its ends")
	printf "\t{ \"%s\", \"%s\", SEVERITY_%s, \"%s\",\n", w[1], w[2],
	    toupper(w[3]), w[4]
	printf "\t    \"%s\",\n\t    \"%s\",\n", q[2], q[4]
	printf "\t    \"%s\",\n\t    \"%s\" },\n", q[6], q[8]
	rules++
}
function bad(msg) {
	print FILENAME ":" FNR ": " msg >"/dev/stderr"
	failed = 1
	exit 1
}
END {
	if (!failed && (date == "" || rules == 0)) {
		print FILENAME ": no date or no rules" >"/dev/stderr"
		failed = 1
	}
	if (failed)
		exit 1
	print "};\nconst size_t nrules = " rules ";"
	print "const char rules_date[] = \"" date "\";"
}
