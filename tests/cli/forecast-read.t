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
