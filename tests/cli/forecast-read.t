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
