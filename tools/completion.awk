# The scripts of data/completion/SHELL/ as rows { "SHELL", "text" } for
# src/cli/cmd-completion.c, so that there is one copy of each.
FNR == 1 {
	n = split(FILENAME, part, "/")
	printf "%s{ \"%s\",\n", (NR > 1 ? "},\n" : ""), part[n - 1]
}
{
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	gsub(/\t/, "\\t")
	printf "\"%s\\n\"\n", $0
}
END { print "}," }
