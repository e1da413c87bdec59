$ seq 0 59 | awk 'BEGIN { print "timestamp,series,used" } { printf "%d,a,%d\n", 1780272000 + $1 * 86400, 50 + $1 }' >a.csv
$ awk -F, -v OFS=, 'NR == 1 { print $0, "capacity"; next } { print $0, NR == 61 ? 251 : 200 } END { print $0, 180 }' a.csv >two.csv
$ ipplan forecast two.csv --columns series,capacity,p50
ipplan: warning: a: two capacities at its latest time; the smaller counts, 180
SERIES  CAPACITY  P50
a            180  2026-10-09T00:00:00Z

1 of 1 series likely to run out within 365 days; first a (addresses), by 2026-10-09 as likely as not.
$ (sed -n '1p' two.csv; sed -n '2,$p' two.csv | sort -r) >other.csv; ipplan forecast other.csv --columns series,capacity,p50
ipplan: warning: a: two capacities at its latest time; the smaller counts, 180
SERIES  CAPACITY  P50
a            180  2026-10-09T00:00:00Z

1 of 1 series likely to run out within 365 days; first a (addresses), by 2026-10-09 as likely as not.
$ sed '5s/,200$/,0/' two.csv | ipplan forecast -
ipplan: standard input:5: capacity: expected a number above 0, got "0"
[3]
$ sed '5s/,200$/,-5/' two.csv | ipplan forecast - --skip-bad --columns series,capacity
ipplan: warning: standard input: 1 bad row skipped, in line 5: capacity: expected a number above 0, got "-5"
ipplan: warning: a: two capacities at its latest time; the smaller counts, 180
SERIES  CAPACITY
a            180

1 of 1 series likely to run out within 365 days; first a (addresses), by 2026-10-10 as likely as not.
$ printf 'series,capacity\na,0\n' >zero.csv; ipplan forecast a.csv --capacity zero.csv
ipplan: zero.csv:2: capacity: expected a number above 0, got "0"
[3]
$ awk -F, -v OFS=, 'NR > 1 { $3 = 400 - $3 } 1' a.csv | ipplan forecast - --free --capacity 251 --columns series,now
ipplan: warning: a: up to 350 are free, of 251 in all; what is the capacity?
SERIES  NOW
a       -40

1 of 1 series likely to run out within 365 days; first a (addresses), by 2027-05-17 as likely as not.
$ awk -F, -v OFS=, 'NR > 1 { $3 -= 70; print; $2 = "b" } 1' a.csv | ipplan forecast - --capacity 251 --columns series,now
ipplan: warning: a and 1 more: use below 0, down to -20; what was counted?
SERIES  NOW
a        39
b        39

2 of 2 series likely to run out within 365 days; first a (addresses), by 2027-02-27 as likely as not.
$ ipplan forecast a.csv --capacity 251 --paths 1e9
ipplan: --paths 1e9: expected a whole number from 100 to 100000; see ipplan help forecast
[2]
$ ipplan forecast a.csv --capacity 251 --horizon -1
ipplan: --horizon -1: expected a whole number from 1 to 3650; see ipplan help forecast
[2]
$ ipplan forecast a.csv --plan rollout.yaml --join a=prefixes --columns series,capacity,status,reason
SERIES  CAPACITY  STATUS  REASON
a              -  -       the plan's nodes have no prefixes: they are not in prefix mode

No capacity is known, so there are no dates.
[4]
$ ipplan forecast a.csv --plan rollout.yaml --join a=enis --columns series,capacity,status
SERIES  CAPACITY  STATUS
a             32  exhausted

1 of 1 series likely to run out within 365 days; first a (addresses), by 2026-07-30 as likely as not.
[1]
$ ipplan forecast a.csv --plan rollout.yaml --threshold 3nodes --capacity 251 --columns series,capacity,level,reason
ipplan: warning: a: nothing of the plan is called that; see --join
SERIES  CAPACITY  LEVEL  REASON
a              -      -  not in the plan, so --threshold 3nodes says nothing of it

No capacity is known, so there are no dates.
[4]
$ ipplan forecast a.csv --plan rollout.yaml --join a=private-a --threshold 3nodes --capacity 251 --columns series,capacity,level
SERIES  CAPACITY  LEVEL
a            251    161

1 of 1 series likely to run out within 365 days; first a (addresses), by 2026-09-20 as likely as not.
$ sed 's/,a,/,subnet-0123abcd_subnet-0123abce,/' a.csv | ipplan forecast - --plan rollout.yaml --set subnets.private-a.id=subnet-0123abcd --columns series,scope
ipplan: warning: subnet-0123abcd_subnet-0123abce: has the ids of two subnets, and is taken for none; see --join
SERIES                           SCOPE
subnet-0123abcd_subnet-0123abce  -

No capacity is known, so there are no dates.
[4]
$ sed 's/,a,/,used_subnet-0123abcd_max,/' a.csv | ipplan forecast - --plan rollout.yaml --set subnets.private-a.id=subnet-0123abcd --columns series,scope
SERIES                    SCOPE
used_subnet-0123abcd_max  subnet/private-a

1 of 1 series likely to run out within 365 days; first used_subnet-0123abcd_max (addresses), by 2027-03-25 as likely as not.
$ ipplan forecast a.csv --capacity 150 --table plot | sed -n '2,$p'
    -  a (addresses)
  474                          |                              oo
  442                          |                           ooo
  409                          |                        ooo
  377                          |                     .oo
  344                          |                   ooo
  312                          |                ooo
  279                          |             ooo
  247                          |          ooo
  214                          |       ooo
  182                          |    ooo
  149  ========================|==oo============================
  117                      ####|oo
   84         #############    |
   52  #######                 |
    -  2026-06-01         2026-07-30                  2027-07-30
    -  a column is 2.46 days before now, 11.4 days after

1 of 1 series likely to run out within 365 days; first a (addresses), by 2026-09-09 as likely as not.
$ awk -F, -v OFS=, 'NR > 1 { $3 /= 100 } 1' a.csv | ipplan forecast - --capacity 1.5 --threshold 80% --horizon 20 --table plot -o json | sed -n '/plot/s/"series": "a", //p'
    {"level": null, "plot": "a (addresses)"},
    {"level": 1.29, "plot": "                        |                  oo"},
    {"level": 1.26, "plot": "                        |               ooo"},
    {"level": 1.23, "plot": "                        |            ooo"},
    {"level": 1.20, "plot": "========================|=========ooo===================="},
    {"level": 1.17, "plot": "                        |      ooo"},
    {"level": 1.14, "plot": "                        |   ooo"},
    {"level": 1.11, "plot": "                        |ooo"},
    {"level": 1.08, "plot": "                     ###|"},
    {"level": 1.05, "plot": "                 # ##   |"},
    {"level": 1.02, "plot": "              ###       |"},
    {"level": 0.99, "plot": "          ## #          |"},
    {"level": 0.96, "plot": "       ###              |"},
    {"level": 0.93, "plot": "   ###                  |"},
    {"level": 0.90, "plot": " ##                     |"},
    {"level": null, "plot": "2026-07-10         2026-07-30                  2026-08-19"},
    {"level": null, "plot": "a column is 20 hours before now, 15 hours after"}
$ awk -F, -v OFS=, 'NR > 1 { $3 = $3 "00000000000000" } 1' a.csv | ipplan forecast - --capacity 15100000000000000 --table plot --columns level -o lines | uniq -d

$ awk 'BEGIN { print "timestamp,series,used"; for (i = 0; i < 200; i++) printf "%d,a,%d\n", 1780272000 + i * 86400, 100 + i / 10 + 40 * (i * 37 % 41 / 41 - .5) * (i % 50 == 49 ? 5 : 1) }' | ipplan forecast - --capacity 150 --table plot --columns level,plot -q | sed -n '2,6p'
    -  a (addresses)
    -                                   ^^^^^^^^^^^^^^^^^^^^^^^^
  225                          |        ........................
  216                          |       .........................
  207                          |       .........................
$ printf 'timestamp,series,used\n2026-01-01,"a\302\233b\tc\nd\342\200\256e\377\177",5\n' >odd-name.csv
$ for f in json csv lines md html table; do ipplan forecast odd-name.csv --capacity 9 -o $f --table exhaustion --columns series --raw | LC_ALL=C grep 'a.\{1,9\}b' | LC_ALL=C sed -n -e /Nothing/d -e /table/d -e l; done
    {"series": "a\\u009bb\\tc\\nd\342\200\256e\357\277\275\\u007f"}$
"a\302\233b\tc$
a b c d\342\200\256e\377 $
| a\\\\xc2\\\\x9bb\\\\x09c\\\\x0ad\\\\xe2\\\\x80\\\\xaee\\\\xff\\\\x7\
f |$
<tr><td>a\\xc2\\x9bb\\x09c\\x0ad\\xe2\\x80\\xaee\\xff\\x7f</td></tr>$
a\\xc2\\x9bb\\x09c\\x0ad\\xe2\\x80\\xaee\\xff\\x7f$
$ printf 'timestamp,series,used\n2026-01-01,"\302\205",5\nx,a,1\n' | ipplan forecast - --capacity 9 -o lines --columns status --skip-bad -v
ipplan: standard input: CSV (1 sample)
ipplan: warning: standard input: 1 bad row skipped, in line 3: expected a time such as 2026-11-22T10:00:00Z or 1700000000, got "x"
not_enough_history
[4]
$ ipplan forecast a.csv --capacity 200 --horizon 1 --columns series
SERIES
a

None of 1 series is likely to run out within 1 day.
$ awk 'BEGIN { print "timestamp,series,used"; for (i = 0; i < 9; i++) printf "%d,a,%d\n", i * 12, i }' | ipplan forecast - --capacity 9 --columns reason --horizon 1
REASON
1 minute of history; 720 are needed

Nothing can be said; the reasons are in column reason.
[4]
$ awk 'BEGIN { print "timestamp,series,used"; for (i = 1; i < 29; i++) printf "9999-01-%02d,a,%d\n", i, i }' >late.csv; ipplan forecast late.csv --capacity 99
ipplan: a: 365 days from 9999-01-28 are after the year 9999; is a time wrong?
[4]
$ ipplan forecast late.csv --capacity 99 --horizon 300 --columns series,p50
SERIES  P50
a       9999-04-10T00:00:00Z

1 of 1 series likely to run out within 300 days; first a (addresses), by 9999-04-10 as likely as not.
$ ipplan forecast late.csv --capacity 99 --horizon 300 --min-days 338 --columns series,p50
ipplan: a: 338 days from 9999-01-28 are after the year 9999; is a time wrong?
[4]
