$ awk -v base=100 -f forecast/cluster.awk >c1.json; awk -v base=400 -v minute=5 -f forecast/cluster.awk >c2.json; cut -c1-100 c2.json
{"Label":"used","Datapoints":[{"Timestamp":"2026-06-01T00:05:00Z","Maximum":401},{"Timestamp":"2026-
$ ipplan forecast c1.json c2.json --capacity 600
ipplan: c2.json: used: 401 at 2026-06-01T00:05:00Z, but 102 at 2026-06-02T00:00:00Z in c1.json; if these are two things, give each a series of its own (another Label, label or column), else leave one out
[3]
$ cat c1.json c2.json | ipplan forecast - --capacity 600
ipplan: standard input: used: 401 at 2026-06-01T00:05:00Z, but 102 at 2026-06-02T00:00:00Z in another document of this file; if these are two things, give each a series of its own (another Label, label or column), else leave one out
[3]
$ sed 's/T00:05/T00:00/g' c2.json >c3.json; ipplan forecast c3.json c1.json --capacity 600
ipplan: c3.json: used: 401 at 2026-06-01T00:00:00Z, but 101 at 2026-06-01T00:00:00Z in c1.json; if these are two things, give each a series of its own (another Label, label or column), else leave one out
[3]
$ cp c1.json again.json; ipplan forecast c1.json again.json --capacity 600 --table series --columns series,samples,kept,conflicts
SERIES  SAMPLES  KEPT  CONFLICTS
used         18     9          0

None of 1 series is likely to run out within 365 days.
$ mkdir -p all/east all/west; awk -v base=100 -v form=prom -f forecast/cluster.awk >all/east/pods.json; awk -v base=400 -v form=prom -f forecast/cluster.awk >all/west/pods.json
$ ipplan forecast all --capacity 600 --columns series,now
SERIES     NOW
east/pods  109
west/pods  409

1 of 2 series likely to run out within 365 days; first west/pods (addresses), by 2026-12-17 as likely as not.
$ cp all/east/pods.json all/west/; ipplan forecast all --capacity 600 --columns series,now
SERIES  NOW
pods    109

None of 1 series is likely to run out within 365 days.
$ printf '{"MetricDataResults":[{"Id":"m2","Label":"Avail","Timestamps":["2026-06-01"],"Values":[200]},{"Id":"m1","Label":"Avail","Timestamps":["2026-06-01"],"Values":[100]}],"NextToken":"x"}' >p1.json; printf '{"MetricDataResults":[{"Id":"m2","Label":"Avail","Timestamps":["2026-06-02"],"Values":[201]}]}' >p2.json
$ ipplan forecast p1.json p2.json --capacity 600 --table series --columns series,samples,least,most
SERIES    SAMPLES  LEAST  MOST
Avail m1        1    100   100
Avail m2        2    200   201

Nothing can be said; the reasons are in column reason.
[4]
$ cat p1.json p2.json | ipplan forecast - --capacity 600 --table series --columns series,samples,least,most
SERIES    SAMPLES  LEAST  MOST
Avail m1        1    100   100
Avail m2        2    200   201

Nothing can be said; the reasons are in column reason.
[4]
$ printf '{"Label":"x","Datapoints":[{"Timestamp":"2026-06-01T00:00:00Z","Maximum":200,"Average":150,"Sum":300,"Minimum":100}]}' >stats.json
$ for s in '' Maximum Minimum 'Maximum Average' 'Minimum Average' 'Maximum Average Minimum' 'Average Sum Minimum'; do for w in '' --free; do sed "$(for k in $s; do echo "s/,\"$k\":[0-9]*//;"; done)" stats.json | ipplan forecast - --capacity 251 $w --columns now 2>&1 | sed -n "s/^/-${s:-nothing} $w: /; 1,2p"; done; done
-nothing : NOW
-nothing : 200
-nothing --free: NOW
-nothing --free: 151
-Maximum : NOW
-Maximum : 150
-Maximum --free: NOW
-Maximum --free: 151
-Minimum : NOW
-Minimum : 200
-Minimum --free: NOW
-Minimum --free: 101
-Maximum Average : ipplan: warning: standard input: x: a Sum adds up all samples of a period; export Maximum
-Maximum Average : NOW
-Maximum Average --free: NOW
-Maximum Average --free: 151
-Minimum Average : NOW
-Minimum Average : 200
-Minimum Average --free: ipplan: warning: standard input: x: a Sum adds up all samples of a period; export Minimum
-Minimum Average --free: ipplan: warning: x: up to 300 are free, of 251 in all; what is the capacity?
-Maximum Average Minimum : ipplan: warning: standard input: x: a Sum adds up all samples of a period; export Maximum
-Maximum Average Minimum : NOW
-Maximum Average Minimum --free: ipplan: warning: standard input: x: a Sum adds up all samples of a period; export Minimum
-Maximum Average Minimum --free: ipplan: warning: x: up to 300 are free, of 251 in all; what is the capacity?
-Average Sum Minimum : NOW
-Average Sum Minimum : 200
-Average Sum Minimum --free: ipplan: warning: standard input: x: Maximum, which says nothing of the peaks of use; export Minimum
-Average Sum Minimum --free: NOW
$ printf '{"Label":"x","Datapoints":[{"Timestamp":"2026-06-01T00:00:00Z","SampleCount":5}]}' >none.json; ipplan forecast none.json --free --capacity 251
ipplan: none.json:1:28: expected Timestamp and Minimum or Average, got a map
[3]
$ awk -v base=100 -v form=prom -f forecast/cluster.awk >whole.json
$ sed 's/^{/{"isPartial":true,/' whole.json >vm.json; ipplan forecast vm.json --capacity 251 --columns series,now | head -2
ipplan: warning: vm.json: isPartial: the source says that this is not all; export again
SERIES  NOW
vm      109
$ sed 's/^{/{"isPartial":false,"warnings":[],/' whole.json >vm.json; ipplan forecast vm.json --capacity 251 --columns series,now | head -2
SERIES  NOW
vm      109
$ sed 's/}$/,"warnings":["no store\\u001b[31m matched","too slow"]}/' whole.json >thanos.json; ipplan forecast thanos.json --capacity 251 --columns series,now | head -3
ipplan: warning: thanos.json: the source warns: no store\x1b[31m matched
ipplan: warning: thanos.json: the source warns: too slow
SERIES  NOW
thanos  109

$ printf '{"MetricDataResults":[{"Id":"m","Label":"a","Timestamps":["2026-10-01"],"Values":[1],"Messages":[{"Code":"ArithmeticError","Value":"dropped"}]}],"Messages":[{"Code":"MaxMetricsExceeded","Value":"more than 100"}]}' >msg.json; ipplan forecast msg.json --capacity 9 --columns series,now | head -3
ipplan: warning: msg.json: a: CloudWatch says ArithmeticError: dropped
ipplan: warning: msg.json: CloudWatch says MaxMetricsExceeded: more than 100
SERIES  NOW
a         1

$ ipplan forecast msg.json --capacity 9 --columns series,now --quiet | head -1
SERIES  NOW
$ for t in '2026%02d01' '2026%02d011530' '2026%02d01153000' '46%03d' '46%03d.5' '1790000%03d123456' '1790000%03d123456789' '1790000%03d' '2026%02d41'; do awk -v t=$t 'BEGIN { print "timestamp,a"; for (i = 1; i < 9; i++) printf t ",%d\n", i, i }' >t.csv; ipplan forecast t.csv --capacity 9 --columns now 2>&1 | head -1; done
ipplan: t.csv:2: 20260101 looks like a day written YYYYMMDD, and not like seconds since 1970: write it as 2026-11-22
ipplan: t.csv:2: 202601011530 looks like a time written YYYYMMDDhhmm, and not like milliseconds since 1970: write it as 2026-11-22T10:00:00Z
ipplan: t.csv:2: 20260101153000 looks like a time written YYYYMMDDhhmmss, and not like milliseconds since 1970: write it as 2026-11-22T10:00:00Z
ipplan: t.csv:2: 46001 looks like a day as Excel counts them, and not like seconds since 1970: format the column as yyyy-mm-dd
ipplan: t.csv:2: 46001.5 looks like a day as Excel counts them, and not like seconds since 1970: format the column as yyyy-mm-dd
ipplan: t.csv:2: expected a time such as 2026-11-22T10:00:00Z or 1700000000, got "1790000001123456", which looks like microseconds since 1970: divide by 1000000
ipplan: t.csv:2: expected a time such as 2026-11-22T10:00:00Z or 1700000000, got "1790000001123456789", which looks like nanoseconds since 1970: divide by 1000000000
NOW
NOW
$ printf 'timestamp,a\n1790000000,1\n20260101,2\n' | ipplan forecast - --capacity 9 --columns series --quiet | head -2
SERIES
a
$ printf 'timestamp,a\n20260101,x\n20260102,2\n20260103,2\n' | ipplan forecast - --capacity 9 --skip-bad
ipplan: standard input:2: 20260101 looks like a day written YYYYMMDD, and not like seconds since 1970: write it as 2026-11-22
[3]
$ printf 'series,timestamp,delta\nprivate-a,20261231,5\n' >e.csv; ipplan forecast usage.csv --capacity 507 --events e.csv
ipplan: e.csv:2: 20261231 looks like a day written YYYYMMDD, and not like seconds since 1970: write it as 2026-11-22
[3]
$ printf '"Series","Time","Value"\n"a","2026-06-01T00:00:00+00:00",1\n"b","2026-06-01 02:00:00+02:00",2\n' >long.csv; ipplan forecast long.csv --capacity 9
ipplan: long.csv:1: columns Series, Time and Value: give --map series=Series,timestamp=Time,used=Value
[3]
$ ipplan forecast long.csv --capacity 9 --map timestamp=Time
ipplan: long.csv:1: columns Series, Time and Value: give --map series=Series,timestamp=Time,used=Value
[3]
$ ipplan forecast long.csv --capacity 9 --map series=Series,timestamp=Time,used=Value --columns series,now | head -3
SERIES  NOW
a         1
b         2
$ sed 's/,/;/g' long.csv | ipplan forecast - --capacity 9
ipplan: standard input:1: expected columns separated by commas, got ";" beside a quote
[3]
$ sed 's/,/;/g; s/"//g' long.csv | ipplan forecast - --capacity 9
ipplan: standard input:1: expected columns separated by commas, got "Series;Time;Value"
[3]
$ printf 'timestamp,metric,value\n1,a,1\n' | ipplan forecast - --capacity 9
ipplan: standard input:1: columns metric, timestamp and value: give --map series=metric,timestamp=timestamp,used=value
[3]
$ printf '\357\273\277sep=,\r\nTime,a,b\r\n2026-05-01 00:00:00,1,2\r\n2026-05-01 01:00:00,2,3\r\n' >wide-time.csv; ipplan forecast wide-time.csv --capacity 9 --map timestamp=Time
ipplan: wide-time.csv:3: expected a time such as 2026-11-22T10:00:00Z or 1700000000, got "2026-05-01 00:00:00", which lacks its zone: append Z if it is UTC, else as +01:00
[3]
$ sed 's/^\([0-9-]* [0-9:]*\),/\1Z,/' wide-time.csv | ipplan forecast - --capacity 9 --map timestamp=Time --columns series,now | head -3
SERIES  NOW
a         2
b         3
$ printf 'sep=;\ntimestamp;a\n1;2\n' | ipplan forecast - --capacity 9
ipplan: standard input:1: expected columns separated by commas, got "sep=;"
[3]
