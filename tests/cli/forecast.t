$ ipplan forecast
ipplan: give a history: CSV, Prometheus or CloudWatch JSON, or dated snapshots; or a --plan with growth; see ipplan help forecast
[2]
$ ipplan forecast nowhere.csv
ipplan: nowhere.csv: cannot read: No such file or directory
[3]
$ ipplan forecast usage.csv --capacity 507 --columns series,resource,capacity,now,status
SERIES       RESOURCE   CAPACITY  NOW  STATUS
nodes/batch  addresses       507   23  beyond_horizon
private-a    addresses       507  345  within_horizon
private-b    addresses       507  271  beyond_horizon
private-c    addresses       507  202  not_enough_history

1 of 3 series likely to run out within 365 days; first private-a (addresses), by 2027-03-16 as likely as not.
$ ipplan forecast usage.csv --columns series,status,reason
SERIES       STATUS  REASON
nodes/batch  -       no capacity: give --capacity, a plan or a describe-subnets document that has this series
private-a    -       no capacity: give --capacity, a plan or a describe-subnets document that has this series
private-b    -       no capacity: give --capacity, a plan or a describe-subnets document that has this series
private-c    -       no capacity: give --capacity, a plan or a describe-subnets document that has this series

No capacity is known, so there are no dates.
[4]
$ (head -1 usage.csv; tail -n +2 usage.csv | sort -r) >shuffled.csv
$ ipplan forecast usage.csv --capacity 450 -o csv >1.csv
$ ipplan forecast shuffled.csv --capacity 450 -o csv | cmp 1.csv
$ gzip -kn usage.csv; ipplan forecast usage.csv.gz --capacity 450 -o csv | cmp 1.csv
$ sed 's/^timestamp,series,used/ts,subnet,value/' usage.csv >other.csv
$ ipplan forecast - --map timestamp=ts,series=subnet,used=value --capacity 450 -o csv <other.csv | cmp 1.csv
$ awk -f forecast/wide.awk usage.csv >wide.csv
$ ipplan forecast wide.csv --capacity 450 -o csv | cmp 1.csv
$ awk -f forecast/prom.awk usage.csv >prom.json
$ ipplan forecast prom.json --map series=subnet --capacity 450 -o csv | cmp 1.csv
$ awk -F, '{ print $1 "," $2 "," (NR == 1 ? "free" : 450 - $3) }' usage.csv >free.csv
$ ipplan forecast free.csv --map used=free --free --capacity 450 -o csv | cmp 1.csv
$ head -100 usage.csv >a.csv; (head -1 usage.csv; tail -n +101 usage.csv) >b.csv
$ ipplan forecast b.csv a.csv --capacity 450 -o csv | cmp 1.csv
$ ipplan forecast a.csv b.csv --capacity 450 -o csv --seed 0 | cmp 1.csv
$ awk -f forecast/odd.awk >odd.csv
$ ipplan forecast odd.csv --capacity 500 --columns series,now,status
ipplan: warning: negative and 1 more: use below 0, down to -52; what was counted?
ipplan: warning: resets, which do not count: 26, in 1 series; see --table series
SERIES        NOW  STATUS
above         959  exhausted
backwards     100  not_growing
falling       141  not_growing
flat          100  not_growing
huge       1e+300  exhausted
nan             -  not_enough_history
negative      -52  not_growing
one             5  not_enough_history
swings     1e+300  exhausted
zero            0  not_growing

3 of 8 series likely to run out within 365 days; first above (addresses), by 1970-03-01 as likely as not.
[1]
$ ipplan forecast odd.csv --capacity 500 -o json | grep -c -i -e 'nan[^"]' -e inf
ipplan: warning: negative and 1 more: use below 0, down to -52; what was counted?
ipplan: warning: resets, which do not count: 26, in 1 series; see --table series
0
[1]
$ ipplan forecast odd.csv --capacity 500 -o csv --no-headers | awk -F, '{ for (i = 5; i < 8; i++) if ($i != "" && $i < "1970-02-27") print }'
ipplan: warning: negative and 1 more: use below 0, down to -52; what was counted?
ipplan: warning: resets, which do not count: 26, in 1 series; see --table series
$ ipplan forecast odd.csv --capacity 500 --plot -o json | grep -c '"plot": "2026\|"plot": "19'
ipplan: warning: negative and 1 more: use below 0, down to -52; what was counted?
ipplan: warning: resets, which do not count: 26, in 1 series; see --table series
8
$ ipplan forecast odd.csv --capacity 1e300 --columns series,status
ipplan: warning: negative and 1 more: use below 0, down to -52; what was counted?
ipplan: warning: resets, which do not count: 26, in 1 series; see --table series
SERIES     STATUS
above      beyond_horizon
backwards  not_growing
falling    not_growing
flat       not_growing
huge       exhausted
nan        not_enough_history
negative   not_growing
one        not_enough_history
swings     exhausted
zero       not_growing

2 of 8 series likely to run out within 365 days; first huge (addresses), by 1970-03-01 as likely as not.
[1]
$ ipplan forecast odd.csv --threshold 0 --columns status -o csv --no-headers | tr -d "\r" | sort -u
ipplan: warning: negative and 1 more: use below 0, down to -52; what was counted?
ipplan: warning: resets, which do not count: 26, in 1 series; see --table series
exhausted
not_enough_history
not_growing
$ ipplan forecast odd.csv --capacity 500 --now 1969-01-01T00:00:00Z --columns series,now,status
SERIES     NOW  STATUS
above        -  not_enough_history
backwards    -  not_enough_history
falling      -  not_enough_history
flat         -  not_enough_history
huge         -  not_enough_history
nan          -  not_enough_history
negative     -  not_enough_history
one          -  not_enough_history
swings       -  not_enough_history
zero         -  not_enough_history

Nothing can be said; the reasons are in column reason.
[4]
$ printf 'timestamp,series,used\n' >empty.csv; ipplan forecast empty.csv
ipplan: no sample in the history
[4]
$ printf 'timestamp,series,used\n5,a,1\n' >one.csv; ipplan forecast one.csv --capacity 9 --columns series,status,reason
SERIES  STATUS              REASON
a       not_enough_history  1 sample; 6 are needed

Nothing can be said; the reasons are in column reason.
[4]
$ echo '[]' >void.json; ipplan forecast void.json
ipplan: no sample in the history
[4]
$ echo '[1]' >void.json; ipplan forecast void.json
ipplan: void.json: a list without a document in it
[3]
$ : >void.csv; ipplan forecast void.csv
ipplan: void.csv: no header: expected a row of column names
[3]
$ ipplan forecast one.csv
SERIES  RESOURCE  CAPACITY  NOW  P10  P50  P90  P_WITHIN_HORIZON  METHOD  STATUS  REASON
a       -                -    1  -    -    -                   -  -       -       no capacity: give --capacity, a plan or a describe-subnets document that has this series

Nothing can be said; the reasons are in column reason.
[4]
$ ipplan forecast usage.csv --table forecast --columns series,step,timestamp | sed -n '1,3p;$p'
SERIES       STEP  TIMESTAMP
nodes/batch     1  2026-10-28T00:00:00Z
nodes/batch     2  2026-11-28T00:00:00Z
No capacity is known, so there are no dates.
$ ipplan forecast usage.csv --table series >no.txt
$ printf 'timestamp,series,used\n1,a,1\n2,a,x\n3,a\n' >bad.csv
$ ipplan forecast bad.csv --capacity 9
ipplan: bad.csv:3: used: expected a number up to 1e+300, or nothing, got "x"
[3]
$ ipplan forecast bad.csv --capacity 9 --skip-bad --columns series,status
ipplan: warning: bad.csv: 2 bad rows skipped, the first in line 3: used: expected a number up to 1e+300, or nothing, got "x"
SERIES  STATUS
a       not_enough_history

Nothing can be said; the reasons are in column reason.
[4]
$ printf '{"a": 1}' >what.json; ipplan forecast what.json
ipplan: what.json: not a history that ipplan knows; expected JSON of a Prometheus range query, of aws cloudwatch get-metric-data or get-metric-statistics, or of aws ec2 describe-subnets, or CSV
[3]
$ printf '{"status":"error","errorType":"bad_data","error":"parse error"}' >err.json; ipplan forecast err.json
ipplan: err.json:1:1: Prometheus answered with an error: parse error
[3]
$ awk -f forecast/dirty.awk >dirty.csv
$ ipplan forecast dirty.csv --capacity 300 --table series --columns samples,kept,missing,duplicates,conflicts,unsorted,gaps,resets
ipplan: warning: times with two values, of which the larger counts: 1, in 1 series; see --table series
ipplan: warning: resets, which do not count: 1, in 1 series; see --table series
SAMPLES  KEPT  MISSING  DUPLICATES  CONFLICTS  UNSORTED  GAPS  RESETS
     90    86        1           1          1         1     1       1

1 of 1 series likely to run out within 365 days; first a (addresses), by 1970-07-18 as likely as not.
$ printf 'series,capacity,now,horizon_days\nprivate-a,500,,90\nprivate-b,300,2026-09-01,30\n' >capacity.csv
$ ipplan forecast usage.csv --capacity capacity.csv --columns series,capacity,now,status
SERIES       CAPACITY  NOW  STATUS
nodes/batch         -   23  -
private-a         500  345  beyond_horizon
private-b         300  257  beyond_horizon
private-c           -  202  -

None of 2 series is likely to run out within 90 days.
$ ipplan forecast usage.csv --capacity capacity.csv -o csv --table by_day | cut -d, -f1 | uniq -c
      1 series
     90 private-a
     30 private-b
$ printf 'series,timestamp,delta\nprivate-b,2026-11-15,400\nx,2026-11-15,1\n' >events.csv
$ ipplan forecast usage.csv --capacity 600 --events events.csv --columns series,p50 | grep -e private-b -e x
ipplan: warning: events.csv: an event for x, which has no history
private-b    2026-11-15T00:00:00Z
2 of 3 series likely to run out within 365 days; first private-b (addresses), by 2026-11-15 as likely as not.
$ ipplan forecast usage.csv --capacity 600 --threshold 40% --columns series,capacity,level,status
SERIES       CAPACITY  LEVEL  STATUS
nodes/batch       600    240  beyond_horizon
private-a         600    240  exhausted
private-b         600    240  exhausted
private-c         600    240  not_enough_history

2 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-10-28 as likely as not.
[1]
$ ipplan forecast usage.csv --threshold 250 --columns series,capacity,level,status
SERIES       CAPACITY  LEVEL  STATUS
nodes/batch       250    250  beyond_horizon
private-a         250    250  exhausted
private-b         250    250  exhausted
private-c         250    250  not_enough_history

2 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-10-28 as likely as not.
[1]
$ ipplan forecast usage.csv --capacity 600 --threshold 3nodes
ipplan: --threshold 3nodes needs a --plan; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --capacity 600 --threshold 101%
ipplan: --threshold: expected 90% (of the capacity), 200 (in use) or 3nodes (of the plan's largest group), got "101%"; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --plan upgrade.yaml --columns series,resource,capacity,now,scope
SERIES       RESOURCE   CAPACITY  NOW  SCOPE
nodes/batch  addresses        27   23  subnet/private-a
private-a    addresses       417  345  subnet/private-a
private-b    addresses       417  271  subnet/private-b
private-c    addresses       417  202  subnet/private-c

2 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-12-29 as likely as not.
$ ipplan forecast usage.csv --plan upgrade.yaml --threshold 3nodes --columns series,capacity,level
SERIES       CAPACITY  LEVEL
nodes/batch        27     24
private-a         417    282
private-b         417    282
private-c         417    282

3 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-10-28 as likely as not.
[1]
$ ipplan forecast usage.csv --plan upgrade.yaml --join private-c=nodes/batch --columns series,capacity
SERIES       CAPACITY
nodes/batch        27
private-a         417
private-b         417
private-c          27

3 of 4 series likely to run out within 365 days; first private-c (addresses), by 2026-10-28 as likely as not.
[1]
$ ipplan forecast usage.csv --plan upgrade.yaml --join private-c --columns series,capacity
ipplan: --join: expected SERIES=SUBNET, or =pods, =nodes, =pods/GROUP, =nodes/GROUP, =services, =addresses, =allocated, =assigned, =enis or =prefixes, got "private-c"; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --plan starter.yaml --columns series,capacity
ipplan: warning: nodes/batch: nothing of the plan is called that; see --join
SERIES       CAPACITY
nodes/batch         -
private-a         191
private-b         191
private-c         191

3 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-10-28 as likely as not.
[1]
$ ipplan forecast usage.csv --scenario group-max
ipplan: --scenario group-max needs a --plan; see ipplan help forecast
[2]
$ printf '{"items":[{"kind":"HorizontalPodAutoscaler","spec":{"maxReplicas":300},"status":{"currentReplicas":50}}]}' >hpa.json
$ ipplan forecast usage.csv --plan upgrade.yaml --scenario hpa-max=hpa.json --columns series,status | head -3
SERIES       STATUS
nodes/batch  within_horizon
private-a    within_horizon
$ ipplan forecast usage.csv --plan upgrade.yaml --scenario hpa-max=usage.csv
ipplan: usage.csv:1:1: not JSON: lexical error: invalid string in json text.; export with --output json (aws) or -o json (kubectl)
[3]
$ ipplan forecast usage.csv --plan upgrade.yaml --sort-by -p_within_horizon --columns series -o csv --no-headers | tr -d '\r'
private-a
nodes/batch
private-b
private-c
$ sed 's/nodes: 30/nodes: {min: 6, desired: 18, max: 40}/' upgrade.yaml >wide.yaml
$ ipplan forecast usage.csv --plan wide.yaml --columns series,capacity,p50,status | grep batch
nodes/batch        27  2027-01-08T00:00:00Z  within_horizon
$ ipplan forecast usage.csv --plan wide.yaml --scenario group-max --columns series,capacity,p50,status | grep batch
nodes/batch        27  2026-10-29T00:00:00Z  within_horizon
3 of 3 series likely to run out within 365 days; first nodes/batch (addresses), by 2026-10-29 as likely as not.
$ (cat upgrade.yaml; echo 'growth: {pods_per_month: 3%, events: [{date: 2026-11-10, name: launch, pods: +400}, {date: 2025-01-01, name: past, pods: +9000}]}') >grow.yaml
$ ipplan forecast usage.csv --plan grow.yaml --columns series,capacity,p50 -v
ipplan: usage.csv: CSV (363 samples)
ipplan: growth.pods_per_month and nodes_per_month count only where the history says too little
SERIES       CAPACITY  P50
nodes/batch        27  2026-11-10T00:00:00Z
private-a         417  2026-11-10T00:00:00Z
private-b         417  2026-11-10T00:00:00Z
private-c         417  2026-11-10T00:00:00Z

4 of 4 series likely to run out within 365 days; first nodes/batch (addresses), by 2026-11-10 as likely as not.
[1]
$ printf 'series,timestamp,delta\n' >none.csv; ipplan forecast usage.csv --plan grow.yaml --events none.csv --columns series,p50 | grep batch
nodes/batch  2027-01-08T00:00:00Z
$ ipplan forecast usage.csv --plan upgrade.yaml --min-days 90 --columns series,p10 | grep private-a
private-a    2026-12-07T00:00:00Z
2 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-12-29 as likely as not; full before 2027-01-26 with more than 10 %: nodes/batch, private-a.
$ ipplan forecast usage.csv --plan upgrade.yaml --min-days 90 >no.txt
[1]
$ ipplan forecast usage.csv --plan upgrade.yaml --min-days 90 --risk 99% >yes.txt
$ (cat upgrade.yaml; echo 'thresholds: {min_days: 120}') >days.yaml; ipplan forecast usage.csv --plan days.yaml >no.txt
[1]
$ mkdir -p snap; for d in 01 02 03 04 05 06 07 08 09 10 11 12; do printf '{"Subnets":[{"SubnetId":"subnet-1","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":%d}]}' $((200 - 1$d)) >snap/subnets-2026-11-$d.json; done
$ ipplan forecast snap --columns series,capacity,now,status
SERIES    CAPACITY  NOW  STATUS
subnet-1       251  163  within_horizon

1 of 1 series likely to run out within 365 days; first subnet-1 (addresses), by 2027-02-08 as likely as not.
$ cp shop/vpcs.json snap; ipplan forecast snap --columns series,capacity,now -v 2>&1 | grep -e subnet-1 -e vpcs
ipplan: snap/vpcs.json: no history, passed over
ipplan: snap/vpcs.json: JSON (0 samples)
subnet-1       251  163
1 of 1 series likely to run out within 365 days; first subnet-1 (addresses), by 2027-02-08 as likely as not.
$ ipplan forecast snap/vpcs.json
ipplan: snap/vpcs.json: not a history that ipplan knows; expected JSON of a Prometheus range query, of aws cloudwatch get-metric-data or get-metric-statistics, or of aws ec2 describe-subnets, or CSV
[3]
$ ipplan forecast shop
ipplan: shop/subnets.json: describe-subnets without a date: put it into the name of the file or of its folder, as in subnets-2026-11-22.json
[3]
$ printf 'timestamp,series,used\n1,"ips of subnet-1",5\n' >joined.csv; cp snap/subnets-2026-11-12.json subnets.json
$ ipplan forecast joined.csv subnets.json --columns series,capacity,status
SERIES           CAPACITY  STATUS
ips of subnet-1       251  not_enough_history

Nothing can be said; the reasons are in column reason.
[4]
$ ipplan forecast subnets.json
ipplan: subnets.json: describe-subnets without a date: put it into the name of the file or of its folder, as in subnets-2026-11-22.json
[3]
$ ipplan forecast usage.csv --capacity 9 --horizon 0
ipplan: --horizon 0: expected a whole number from 1 to 3650; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --capacity 9 --horizon 4000
ipplan: --horizon 4000: expected a whole number from 1 to 3650; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --capacity 9 --method arma
ipplan: --method arma: no such method; use one of auto, naive, ses, drift, theil-sen, segment, recent, damped, theta, linear, shape, steps; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --capacity 9 --risk 101
ipplan: --risk: expected a percentage from 0 to 100, got "101"; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --capacity 9 --step 1w
ipplan: --step: expected days or hours, such as 7 or 6h, got "1w"; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --capacity 9 --step 1h --horizon 3650 --table forecast
ipplan: --step 1h: more than 10000 rows a series; give a longer one; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --capacity 9 --paths 5
ipplan: --paths 5: expected a whole number from 100 to 100000; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --map series
ipplan: --map: expected NAME=COLUMN, got "series"; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --set region=x
ipplan: --set needs a --plan; see ipplan help forecast
[2]
$ ipplan forecast usage.csv --free
ipplan: --free: of private-a it is not known how much there is in all; give --capacity, a plan or a describe-subnets document; see ipplan help forecast
[2]
$ awk 'BEGIN { print "timestamp,series,used"; for (i = 0; i < 60; i++) printf "%d,a,%d\n", 1790812800 + i * 86400, 100 + i + i * 7 % 3 }' >daily.csv
$ (cat daily.csv; echo 2031-01-01,a,150) >stray.csv; (cat daily.csv; echo 2031-01-01,b,150) >other.csv
$ ipplan forecast daily.csv --capacity 251 --columns series,now,p50,status
SERIES  NOW  P50                   STATUS
a       161  2027-02-28T00:00:00Z  within_horizon

1 of 1 series likely to run out within 365 days; first a (addresses), by 2027-02-28 as likely as not.
$ ipplan forecast stray.csv --capacity 251 --columns series,now,p50,status
ipplan: warning: a: 2031-01-01 is 1494 days after all before it; 1 such sample, in 1 series, does not count, and now is 2026-11-29T00:00:00Z; see --now
SERIES  NOW  P50                   STATUS
a       161  2027-02-28T00:00:00Z  within_horizon

1 of 1 series likely to run out within 365 days; first a (addresses), by 2027-02-28 as likely as not.
$ ipplan forecast other.csv --capacity 251 --columns series,now,p50,status
ipplan: warning: b: 2031-01-01 is 1494 days after all before it; 1 such sample, in 1 series, does not count, and now is 2026-11-29T00:00:00Z; see --now
SERIES  NOW  P50                   STATUS
a       161  2027-02-28T00:00:00Z  within_horizon
b         -  -                     not_enough_history

1 of 1 series likely to run out within 365 days; first a (addresses), by 2027-02-28 as likely as not.
$ ipplan forecast daily.csv --capacity 251 --columns series,now,status --now 2026-12-20 | head -2
ipplan: warning: a: the latest sample is 21 days before now; export again, or give --now
SERIES  NOW  STATUS
a       161  within_horizon
$ ipplan forecast daily.csv --capacity 251 --columns series,now,p50,status,reason --now 2027-02-01
ipplan: warning: a: the latest sample is 64 days before now; export again, or give --now
SERIES  NOW  P50  STATUS              REASON
a       161  -    not_enough_history  stale: the latest sample is 64.0 days before now; 30.0 at most

Nothing can be said; the reasons are in column reason.
[4]
$ ipplan forecast stray.csv --capacity 251 --columns series,now,p50,status,reason --now 2031-01-01
SERIES  NOW  P50  STATUS              REASON
a       150  -    not_enough_history  1 sample since a gap of 1494 days; 6 are needed

Nothing can be said; the reasons are in column reason.
[4]
$ ipplan forecast other.csv --capacity 151 --columns series,now,p50,status,reason --now 2031-01-01
ipplan: warning: a: the latest sample is 1494 days before now; export again, or give --now
SERIES  NOW  P50  STATUS              REASON
a       161  -    not_enough_history  stale: the latest sample is 1494.0 days before now; 30.0 at most
b       150  -    not_enough_history  1 sample; 6 are needed

Nothing can be said; the reasons are in column reason.
[4]
$ (cat daily.csv; echo 2020-01-01,a,5) >early.csv
$ ipplan forecast early.csv --capacity 251 --columns series,now,p50,status
ipplan: warning: samples long before all others, which do not count: 1, in 1 series; see --table series
SERIES  NOW  P50                   STATUS
a       161  2027-02-28T00:00:00Z  within_horizon

1 of 1 series likely to run out within 365 days; first a (addresses), by 2027-02-28 as likely as not.
$ sed 's/10.32.2.0.23, used: 12/10.32.2.0\/25, used: 90/; s/10.32.4.0.23/10.32.4.0\/26/' upgrade.yaml >tight.yaml
$ ipplan forecast usage.csv --plan tight.yaml --columns series,capacity,status
SERIES       CAPACITY  STATUS
nodes/batch         0  exhausted
private-a         417  within_horizon
private-b          33  exhausted
private-c           0  exhausted

4 of 4 series likely to run out within 365 days; first nodes/batch (addresses), by 2026-10-28 as likely as not.
[1]
$ ipplan forecast daily.csv --capacity 0
ipplan: --capacity: expected a number above 0, up to 1e+300, or a file, got "0"; see ipplan help forecast
[2]
$ ipplan forecast daily.csv --capacity -5
ipplan: --capacity: expected a number above 0, up to 1e+300, or a file, got "-5"; see ipplan help forecast
[2]
$ ipplan forecast daily.csv --capacity 251 --join a=b
ipplan: --join a=b: needs a --plan, or describe-subnets output that has it; see ipplan help forecast
[2]
$ ipplan forecast daily.csv --plan upgrade.yaml --join b=private-a
ipplan: --join b=private-a: no history has a series of that name; see ipplan help forecast
[2]
$ ipplan forecast daily.csv --plan upgrade.yaml --join a=private-z
ipplan: --join a=private-z: nothing of the plan is called that; see ipplan help forecast
[2]
$ (cat daily.csv; echo 2026-10-02,a,1e308) >huge.csv; ipplan forecast huge.csv --capacity 251
ipplan: huge.csv:62: used: expected a number up to 1e+300, or nothing, got "1e308"
[3]
$ sed '1s/timestamp/Time/' daily.csv >grafana.csv; ipplan forecast grafana.csv --capacity 251
ipplan: grafana.csv:1: timestamp: no such column; give --map timestamp=Time
[3]
$ ipplan forecast grafana.csv --map timestamp=Time --capacity 251 --columns series,status | head -2
SERIES  STATUS
a       within_horizon
$ sed '1s/timestamp/when/' daily.csv >when.csv; ipplan forecast when.csv --capacity 251
ipplan: when.csv:1: timestamp: no such column; the first is "when"; give --map timestamp=COLUMN
[3]
$ ipplan forecast daily.csv --capacity 1e302
ipplan: --capacity: expected a number above 0, up to 1e+300, or a file, got "1e302"; see ipplan help forecast
[2]
$ mkdir -p tagged; for d in 1 2 3; do printf '{"Subnets":[{"SubnetId":"subnet-1","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":9,"Tags":[{"Key":"Name","Value":"prod-a"}]}]}' >tagged/subnets-2026-11-0$d.json; done
$ ipplan forecast tagged --columns series,name,now
SERIES    NAME    NOW
subnet-1  prod-a  242

Nothing can be said; the reasons are in column reason.
[4]
$ sed 's/nodes: 30/nodes: {min: 6, desired: 18, max: 20}/; s/per_node: 25/per_node: 12/' upgrade.yaml >range.yaml
$ awk 'BEGIN { print "timestamp,assignIPAddresses,eniAllocated,totalIPAddresses,maxIPAddresses"; for (i = 0; i < 60; i++) printf "%d,%d,%d,%d,900\n", 1790812800 + i * 86400, 200 + i, 30 + i / 8, 300 + i + i / 8 }' >cni.csv
$ ipplan forecast cni.csv --plan range.yaml --columns series,resource,capacity,scope | head -5
ipplan: warning: maxIPAddresses: nothing of the plan is called that; see --join
SERIES             RESOURCE   CAPACITY  SCOPE
assignIPAddresses  addresses       560  subnet/private-a
eniAllocated       addresses        84  subnet/private-a
maxIPAddresses     -                 -  -
totalIPAddresses   addresses      1176  subnet/private-a
$ ipplan forecast cni.csv --plan range.yaml --set nodegroups.batch.max_pods=20 --set nodegroups.batch.pod_eni_pods=6 --columns series,resource,capacity,scope 2>no.txt | grep ^assign
assignIPAddresses  max_pods        200  nodegroup/batch
$ ipplan forecast cni.csv --plan range.yaml --set nodegroups.batch.pod_eni_pods=8 --set 'nodegroups.batch.instance_type=m5.large' --columns series,resource,capacity,scope 2>no.txt | grep ^assign
assignIPAddresses  branch_enis        80  nodegroup/batch
$ ipplan forecast cni.csv --plan range.yaml --set nodegroups.batch.nodes=18 --columns series,resource,capacity,scope 2>no.txt | grep ^assign
assignIPAddresses  addresses       504  subnet/private-a
$ printf '{"resultType":"matrix","result":[{"metric":{},"values":[[1790812800,"9"]]}]}' >sum.json; printf '[{"metric":{"__name__":"awscni_total_ip_addresses","instance":"10.0.0.1:61678"},"values":[[1790812800,"9"]]},{"metric":{"__name__":"awscni_total_ip_addresses","instance":"10.0.0.2:61681"},"values":[[1790812800,"9"]]}]' >cni.json
$ ipplan forecast sum.json cni.json --plan range.yaml --join sum=allocated --columns series,resource,capacity
ipplan: warning: awscni_total_ip_addresses{instance="10.0.0.1:61678"}: of one node; query the sum over all nodes
SERIES                                                RESOURCE   CAPACITY
awscni_total_ip_addresses{instance="10.0.0.1:61678"}  -                 -
awscni_total_ip_addresses{instance="10.0.0.2:61681"}  addresses      1176
sum                                                   addresses      1176

Nothing can be said; the reasons are in column reason.
[4]
$ ipplan forecast --plan upgrade.yaml
ipplan: give a history: CSV, Prometheus or CloudWatch JSON, or dated snapshots; or a --plan with growth; see ipplan help forecast
[2]
$ (sed 's/nodes: 30/nodes: 20/' upgrade.yaml; echo 'growth: {pods_per_month: 3%, nodes_per_month: 1, events: [{date: 2026-11-10, name: launch, pods: +40}]}') >meant.yaml
$ ipplan forecast --plan meant.yaml --now 2026-10-28
SERIES  RESOURCE   CAPACITY  NOW  P10                   P50                   P90                   P_WITHIN_HORIZON  METHOD  STATUS          SCOPE             REASON
nodes   addresses        27   20  2027-03-30T00:00:00Z  2027-03-30T00:00:00Z  2027-03-30T00:00:00Z                 1  plan    within_horizon  subnet/private-a  no history; by the plan's growth, taken as certain
pods    addresses       675  500  2027-07-02T00:00:00Z  2027-07-02T00:00:00Z  2027-07-02T00:00:00Z                 1  plan    within_horizon  subnet/private-a  no history; by the plan's growth, taken as certain

2 of 2 series likely to run out within 365 days; first nodes (addresses), by 2027-03-30 as likely as not.
$ ipplan forecast --plan meant.yaml --now 2026-10-28 --set growth.nodes_per_month=0 --table forecast --step 61 --horizon 122 --columns series,timestamp,mean,lo80
SERIES  TIMESTAMP                MEAN  LO80
nodes   2026-10-28T00:00:00Z       22     -
nodes   2026-12-28T00:00:00Z       22     -
pods    2026-10-28T00:00:00Z  570.514     -
pods    2026-12-28T00:00:00Z  602.891     -

None of 2 series is likely to run out within 122 days.
$ ipplan forecast --plan meant.yaml --now 2026-10-28 --table by_day | grep -e ' 15[23] ' -e ' 24[67] '
nodes   152  2027-03-29T00:00:00Z  0
nodes   153  2027-03-30T00:00:00Z  1
nodes   246  2027-07-01T00:00:00Z  1
nodes   247  2027-07-02T00:00:00Z  1
pods    152  2027-03-29T00:00:00Z  0
pods    153  2027-03-30T00:00:00Z  0
pods    246  2027-07-01T00:00:00Z  0
pods    247  2027-07-02T00:00:00Z  1
$ ipplan forecast --plan meant.yaml --now 2026-10-28 --min-days 152 >no.txt; ipplan forecast --plan meant.yaml --now 2026-10-28 --min-days 153 >no.txt
[1]
$ ipplan forecast --plan meant.yaml --now 2026-10-28 --table series --columns series,samples,slope_per_day
SERIES  SAMPLES  SLOPE_PER_DAY
nodes         0              -
pods          0              -

2 of 2 series likely to run out within 365 days; first nodes (addresses), by 2027-03-30 as likely as not.
$ (sed 's/nodes: 30/nodes: 20/' upgrade.yaml; echo 'growth: {events: [{date: 2026-11-10, pods: +400}, {date: 2026-11-20, pods: -400}]}') >peak.yaml
$ ipplan forecast --plan peak.yaml --now 2026-10-28 --columns series,p50,status,reason
SERIES  P50                   STATUS          REASON
pods    2026-11-10T00:00:00Z  within_horizon  no history; by the plan's growth, taken as certain

1 of 1 series likely to run out within 365 days; first pods (addresses), by 2026-11-10 as likely as not.
[1]
$ ipplan forecast --plan peak.yaml --now 2026-11-10 --columns series,p50,status
SERIES  P50  STATUS
pods    -    not_growing

None of 1 series is likely to run out within 365 days.
$ (head -1 usage.csv; grep -e private-a -e nodes usage.csv | tail -6) >short.csv
$ ipplan forecast short.csv --plan upgrade.yaml --columns series,p50,status
SERIES       P50  STATUS
nodes/batch  -    not_enough_history
private-a    -    not_enough_history

Nothing can be said; the reasons are in column reason.
[4]
$ ipplan forecast short.csv --plan meant.yaml --columns series,capacity,now,p50,method,status,reason
SERIES       CAPACITY  NOW  P50                   METHOD  STATUS          REASON
nodes/batch        27   23  2026-12-28T00:00:00Z  plan    within_horizon  3 samples; 6 are needed; by the plan's growth, taken as certain
private-a         417  345  2026-12-20T00:00:00Z  plan    within_horizon  3 samples; 6 are needed; by the plan's growth, taken as certain

2 of 2 series likely to run out within 365 days; first private-a (addresses), by 2026-12-20 as likely as not.
$ ipplan forecast short.csv --plan meant.yaml --now 2026-12-01 --columns series,p50,method,status
ipplan: warning: nodes/batch: the latest sample is 34 days before now, and 1 other series ended before it too; export again, or give --now
SERIES       P50  METHOD  STATUS
nodes/batch  -    -       not_enough_history
private-a    -    -       not_enough_history

Nothing can be said; the reasons are in column reason.
[4]
$ ipplan forecast usage.csv --plan meant.yaml --columns series,method -v 2>&1 | sed 3,6s/mix/METHOD/
ipplan: usage.csv: CSV (363 samples)
ipplan: growth.pods_per_month and nodes_per_month count only where the history says too little
SERIES       METHOD
nodes/batch  METHOD
private-a    METHOD
private-b    METHOD
private-c    plan

3 of 4 series likely to run out within 365 days; first private-a (addresses), by 2026-11-23 as likely as not.
$ printf 'timestamp,series,used\n2026-10-28,services,5\n' >services.csv; ipplan forecast services.csv --plan meant.yaml --columns series,now,p50,status
SERIES    NOW  P50                   STATUS
nodes      20  2027-03-30T00:00:00Z  within_horizon
pods      500  2027-07-02T00:00:00Z  within_horizon
services    5  -                     -

2 of 2 series likely to run out within 365 days; first nodes (addresses), by 2027-03-30 as likely as not.
$ printf 'series,timestamp,delta\npods,2026-12-01,500\n' >pods.csv; ipplan forecast --plan meant.yaml --events pods.csv --now 2026-10-28 --columns series,p50
SERIES  P50
nodes   2027-05-30T00:00:00Z
pods    2026-12-01T00:00:00Z

2 of 2 series likely to run out within 365 days; first pods (addresses), by 2026-12-01 as likely as not.
$ ipplan forecast snap --free --columns series,now | head -2
SERIES    NOW
subnet-1  163
$ tr , ';' <daily.csv >semicolons.csv; ipplan forecast semicolons.csv
ipplan: semicolons.csv:1: expected columns separated by commas, got "timestamp;series;used"
[3]
$ sed 's/,/, /g' daily.csv >blanks.csv; ipplan forecast blanks.csv
ipplan: blanks.csv:1: column 2 is called " series": blanks belong to their field; remove them
[3]
$ tail -n +2 daily.csv >headless.csv; ipplan forecast headless.csv
ipplan: headless.csv:1: timestamp: no such column; the first is "1790812800"; give --map timestamp=COLUMN
[3]
$ printf 'timestamp,used\n2026-10-01 10:00:00.5,3\n' >local.csv; ipplan forecast local.csv
ipplan: local.csv:2: expected a time such as 2026-11-22T10:00:00Z or 1700000000, got "2026-10-01 10:00:00.5", which lacks its zone: append Z if it is UTC, else as +01:00
[3]
$ printf 'series,capacity\nA,251\nb,9\n' >typo.csv; ipplan forecast daily.csv --capacity typo.csv --columns series,status
ipplan: warning: typo.csv: a capacity for what has no history: A and 1 more
SERIES  STATUS
a       -

No capacity is known, so there are no dates.
[4]
$ ipplan forecast daily.csv --plan upgrade.yaml --join a=private-a --join a=private-b
ipplan: --join a=private-b: that series is joined twice; see ipplan help forecast
[2]
$ printf '{"MetricDataResults":[{"Id":"m","Label":"a","Timestamps":["2026-10-01T00:00:00Z"],"Values":[1],"StatusCode":"PartialData"}],"NextToken":"x"}' >page1.json; sed 's/01T/02T/; s/,"NextToken":"x"//' page1.json >part.json; sed s/PartialData/Complete/ part.json >page2.json
$ ipplan forecast page2.json page1.json --columns series,now | head -2
ipplan: page1.json:1: get-metric-data: ends in NextToken, and no file of that date after it has the last page; give pages in order, or export again without --max-items and --no-paginate
$ ipplan forecast part.json --columns series,now | head -2
ipplan: warning: part.json: a: CloudWatch says PartialData, and no more of it follows
SERIES  NOW
a         1
$ ipplan forecast daily.csv --capacity typo.csv --redact --columns series 2>&1 | head -1
ipplan: warning: typo.csv: a capacity for what has no history: name-r2 and 1 more
$ printf '{"Label":"totalIPAddresses","Datapoints":[{"Timestamp":"2026-10-01T00:00:00Z","Sum":180,"Unit":"Count"}]}' >stat.json; ipplan forecast stat.json --capacity 251 --columns series,now | head -2
ipplan: warning: stat.json: totalIPAddresses: a Sum adds up all samples of a period; export Maximum
ipplan: warning: totalIPAddresses: the addresses of ENIs themselves are not in it; add eniAllocated, or give a --plan
SERIES            NOW
totalIPAddresses  180
$ sed 's/Sum/Maximum/' stat.json | ipplan forecast - --plan upgrade.yaml --columns series,now | head -2
SERIES            NOW
totalIPAddresses  180
$ ipplan forecast --plan meant.yaml --table by_day --columns series | cut -c1-5 | uniq -c | sed 3,4d
      1 SERIE
    365 nodes
      1 2 of 
$ (head -1 usage.csv; grep private-a usage.csv) >tenant.csv
$ for o in table csv json jsonl md html; do ipplan forecast tenant.csv --capacity 507 --redact --table plot -o $o >plot.$o; grep -c private plot.$o; sed "s%^1 of 1.*%%; s%.verdict.*%%" plot.$o | grep -c "name-r1 (addresses)"; done
0
1
0
1
0
1
0
1
0
1
0
2
$ ipplan forecast tenant.csv --redact --table plot | sed -n 2p
    -  name-r1
$ ipplan forecast tenant.csv --capacity 360 --min-days 30 --columns p90,status >no.txt
[1]
$ ipplan forecast tenant.csv --capacity 360 --min-days 30 --horizon 5 --columns p90,status
P90  STATUS
-    beyond_horizon

None of 1 series is likely to run out within 5 days; full before 2026-11-27 with more than 10 %: private-a.
[1]
$ ipplan forecast tenant.csv --capacity 360 --horizon 1 --columns p90,status
P90  STATUS
-    beyond_horizon

None of 1 series is likely to run out within 1 day.
[1]
$ ipplan forecast tenant.csv --capacity 900 --columns p10,status
P10  STATUS
-    beyond_horizon

None of 1 series is likely to run out within 365 days.
$ ipplan forecast tenant.csv --capacity 900 --min-days 700 --columns p10,status
P10  STATUS
-    beyond_horizon

None of 1 series is likely to run out within 365 days; full before 2028-09-27 with more than 10 %: private-a.
[1]
$ for d in 30 100 152; do ipplan forecast --plan meant.yaml --now 2026-10-28 --horizon 5 --min-days $d >no.txt; done
$ ipplan forecast --plan meant.yaml --now 2026-10-28 --horizon 5 --min-days 153 >no.txt
[1]
$ ipplan forecast tenant.csv --capacity 507 --threshold 900 -o csv | cut -d, -f3-8,11 >above.csv; ipplan forecast tenant.csv --capacity 507 -o csv | cut -d, -f3-8,11 | cmp above.csv
$ printf 'series,capacity\nprivate-a,360\nprivate-b,900\n' >both.csv; ipplan forecast usage.csv --capacity both.csv --threshold 400 --columns series,capacity,level
SERIES       CAPACITY  LEVEL
nodes/batch       400    400
private-a         360    360
private-b         900    400
private-c         400    400

1 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-11-11 as likely as not.
[1]
$ for n in AvailableIpAddressCount 'aws_ec2_subnet_available_ips{subnet="a"}' ips_free FREE 'IpsFree' 'used{pool="free"}' freezer unavailable_ips agree; do printf "timestamp,series,used\n5,$n,1\n" | sed 's/"/""/g; s/,\(.*{.*}\),/,"\1",/' | ipplan forecast - --capacity 9 2>&1 >no.txt; done
ipplan: warning: AvailableIpAddressCount: counts what is free? give --free
ipplan: warning: aws_ec2_subnet_available_ips{subnet="a"}: counts what is free? give --free
ipplan: warning: ips_free: counts what is free? give --free
ipplan: warning: FREE: counts what is free? give --free
ipplan: warning: IpsFree: counts what is free? give --free
[4]
$ printf 'timestamp,ips_free,IpsAvailable\n5,1,2\n' >two.csv; ipplan forecast two.csv --capacity 9 --redact 2>&1 >no.txt
ipplan: warning: name-r2 and 1 more: counts what is free? give --free
[4]
$ ipplan forecast two.csv --capacity 9 --free 2>&1 >no.txt
[4]
$ ipplan forecast usage.csv --capacity 360 --min-days 55 --columns series,p10
SERIES       P10
nodes/batch  -
private-a    2026-11-03T00:00:00Z
private-b    2027-02-26T00:00:00Z
private-c    -

1 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-11-11 as likely as not; full before 2026-12-22 with more than 10 %: private-a.
[1]
$ ipplan forecast usage.csv --capacity 360 --min-days 55 --horizon 5 --risk 2.5 --redact --columns series,p10
SERIES   P10
name-r3  -
name-r1  -
name-r2  -
name-r4  -

None of 3 series is likely to run out within 5 days; full before 2026-12-22 with more than 2.5 %: name-r1.
[1]
$ ipplan forecast usage.csv --plan days.yaml --columns series,p10 | tail -1
2 of 3 series likely to run out within 365 days; first private-a (addresses), by 2026-12-29 as likely as not; full before 2027-02-25 with more than 10 %: nodes/batch, private-a.
$ printf 'series,capacity,now\nprivate-a,360,\nprivate-b,250,2026-09-01\n' >nows.csv; ipplan forecast usage.csv --capacity nows.csv --min-days 55 | tail -1
2 of 2 series likely to run out within 365 days; first private-b (addresses), by 2026-09-01 as likely as not; full within 55 days with more than 10 %: private-a, private-b.
$ awk 'BEGIN { print "timestamp,a1,a2,a3,a4,a5,a6"; for (i = 0; i < 60; i++) printf "%d,%d,%d,%d,%d,%d,%d\n", 1790812800 + i * 86400, i, i, i, i, i, i }' >six.csv; for d in 29 45; do ipplan forecast six.csv --capacity 90 --min-days $d --risk 50 | tail -1; done
6 of 6 series likely to run out within 365 days; first a4 (addresses), by 2026-12-30 as likely as not.
6 of 6 series likely to run out within 365 days; first a4 (addresses), by 2026-12-30 as likely as not; full before 2027-01-13 with more than 50 %: a1, a2, a3, a4, a5 and 1 more.
$ sed 's/private-a/a\x1b[31mb/' tenant.csv | ipplan forecast - --capacity 360 --min-days 55 | grep -c "$(printf '\033')"
0
[1]
$ sed 's/private-a/a\x1b[31mb/' tenant.csv | ipplan forecast - --capacity 360 --min-days 55 | tail -1 | grep -o ':.*'
: a\x1b[31mb.
$ awk 'BEGIN { print "timestamp,series,used"; for (i = 0; i < 1200; i++) print 1790000000 + 3600 * i ",a," 100 + int(i / 24) + int(9 * sin(i / 24 * 6.2832)) }' >hours.csv
$ ipplan forecast hours.csv --capacity 400 --table forecast --step 1h --horizon 12 | sed 2q
SERIES  STEP  TIMESTAMP                MEAN     LO80     HI80     LO95     HI95
a          1  2026-11-10T13:13:20Z      150  148.936  151.064  147.784  152.216
$ ipplan forecast hours.csv --capacity 400 --table forecast --step 1h --horizon 13 | sed 3q
ipplan: warning: --step: so far ahead it is a day, in 1 series; give a shorter --horizon
SERIES  STEP  TIMESTAMP             MEAN  LO80     HI80     LO95     HI95
a          1  2026-11-10T13:13:20Z   158   158  158.022      158  158.025
a          2  2026-11-11T13:13:20Z   159   159      159      159  159.001
$ awk 'BEGIN { print "timestamp,series,used"; for (i = 0; i < 140; i++) print 1790000000 + 86400 * i ",a," 100 + int(1.5 * (i < 80 ? i : 80) + i * 7919 % 5) }' >over.csv
$ ipplan forecast over.csv --capacity 400 --table series --columns series,slope_per_day,slope_lo80,slope_hi80
SERIES  SLOPE_PER_DAY  SLOPE_LO80  SLOPE_HI80
a              -0.002      -0.029       0.026

None of 1 series is likely to run out within 365 days.
$ ipplan forecast over.csv --capacity 400 --columns status,reason
STATUS       REASON
not_growing  no growth that noise would not explain

None of 1 series is likely to run out within 365 days.
$ ipplan forecast tenant.csv --capacity 360 --now 20261122
ipplan: --now: 20261122 looks like a day written YYYYMMDD, and not like seconds since 1970: write it as 2026-11-22; see ipplan help forecast
[2]
