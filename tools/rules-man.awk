# Sections of ipplan-rules(7) for rules of the book that nothing decides yet.
# usage: LC_ALL=C awk -f rules-man.awk IDS rules.csv
# A rule that gets a check gets prose written by hand instead.
BEGIN {
	word["error"] = "Error"
	word["warn"] = "Warning"
	word["info"] = "Remark"
}
NR == FNR	{ later[$1] = 1; next }
{
	split($0, w, ",")
	if (!(w[1] in later))
		next
	split($0, q, "\"")
	print ".Ss " w[1] " " w[2]
	fold(word[w[3]] ": " q[2] ".")
	fold(toupper(substr(q[4], 1, 1)) substr(q[4], 2) ".")
	fold("Remedy: " q[6] ".")
	fold("Source: " q[8] ".")
}
# Lines of at most 79; one may not begin like a macro.
function fold(s,   i, n, line, part) {
	n = split(s, part, " ")
	line = part[1]
	for (i = 2; i <= n; i++) {
		if (length(line) + 1 + length(part[i]) <= 79)
			line = line " " part[i]
		else {
			print line
			line = (part[i] ~ /^[.\047]/ ? "\\&" : "") part[i]
		}
	}
	print line
}
