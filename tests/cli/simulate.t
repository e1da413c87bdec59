$ ipplan simulate
ipplan: what is to be simulated? give TYPE TRACE, or --plan PLAN TRACE, or --scenario FILE; see ipplan help simulate
[2]
$ ipplan simulate --scenario
ipplan: --scenario needs an argument: file; see ipplan help simulate
[2]
$ ipplan simulate --scenario burst.json m5.large
ipplan: --scenario takes no operands, and of the command's own options only --plot: all is in the file; see ipplan help simulate
[2]
$ ipplan simulate --scenario nowhere.json
ipplan: nowhere.json: cannot read: No such file or directory
[3]
$ ipplan simulate --scenario burst.json
simulate
    T  PODS  ENIS  PREFIXES  ALLOCATED  ASSIGNED  COOLING  ADDRESSES  WAITING  EC2_CALLS
    0     0     1         0          9         0        0         10        0          1
  2.5     0     2         0         10         0        0         12        0          2
   10     4     2         0         10         4        0         12        0          2
   60    20     2         0         10        10        0         12       10          2
 62.5    20     2         0         15        15        0         17        5          3
 67.5    20     2         0         18        18        0         20        2          4
 72.5    20     3         0         23        20        0         26        0          5
 77.5    20     3         0         25        20        0         28        0          6
  300     2     3         0         25         2       18         28        0          6
302.5     2     2         0         10         2        8         12        0          9
332.5     2     2         0         10         2        0         12        0          9

summary
WHAT            VALUE  UNIT
peak_addresses     28  addresses
most_waiting       10  pods
waiting            60  pod-seconds
assign_calls        4  EC2 calls
attach_calls        2  EC2 calls
unassign_calls      2  EC2 calls
detach_calls        1  EC2 calls
most_calls          4  EC2 calls a minute
mean_calls       0.90  EC2 calls a minute

calls
MINUTE  ASSIGN  ATTACH  UNASSIGN  DETACH  CALLS
     0       1       1         0       0      2
     1       3       1         0       0      4
     5       0       0         2       1      3
$ ipplan simulate --scenario burst.json -o csv
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,9,0,0,10,0,1
2.5,0,2,0,10,0,0,12,0,2
10,4,2,0,10,4,0,12,0,2
60,20,2,0,10,10,0,12,10,2
62.5,20,2,0,15,15,0,17,5,3
67.5,20,2,0,18,18,0,20,2,4
72.5,20,3,0,23,20,0,26,0,5
77.5,20,3,0,25,20,0,28,0,6
300,2,3,0,25,2,18,28,0,6
302.5,2,2,0,10,2,8,12,0,9
332.5,2,2,0,10,2,0,12,0,9
$ ipplan simulate --scenario burst.json -o json --columns t
ipplan: the JSON of a scenario is one object; --columns, --sort-by, --table and --plot are for the other formats; see ipplan help simulate
[2]
$ echo '{"limits": {"max_enis": 2, "ips_per_eni": 3}, "until_ms": 10000}' | ipplan simulate --scenario - -o json
{
  "schema": "ipplan/v1",
  "command": "simulate",
  "trace": [
    {"t": 0, "eni_count": 1, "secondary_ips": 2, "prefixes": 0, "total_ips": 2, "assigned": 0, "available": 2, "cooling": 0, "pending": 0, "branch": 0, "subnet_ips": 3, "enis": [{"eni": "eni-0", "card": 0, "primary": true, "trunk": false, "excluded": false, "ips": 2, "prefixes": 0, "assigned": 0, "cooling": 0, "subnet": "default"}], "phase": "boot", "actions": [{"op": "assign", "eni": "eni-0", "n": 2}]}
  ],
  "config": {"mode": "secondary", "max_eni": 2, "slots_per_eni": 2, "max_ips_per_eni": 2, "warm_eni": 1, "warm_ip": 0, "min_ip": 0, "warm_prefix": 1, "cooldown_ms": 30000, "custom_net": false, "pod_eni": false, "cards": 1, "max_pods": 110, "pd_fallback": false},
  "final": {"t": 7500, "eni_count": 1, "secondary_ips": 2, "prefixes": 0, "total_ips": 2, "assigned": 0, "available": 2, "cooling": 0, "pending": 0, "branch": 0, "subnet_ips": 3, "enis": [{"eni": "eni-0", "card": 0, "primary": true, "trunk": false, "excluded": false, "ips": 2, "prefixes": 0, "assigned": 0, "cooling": 0, "subnet": "default"}]},
  "peak_subnet_ips": 3,
  "max_pending": 0,
  "api_calls": 1
}
$ echo '{"limits": {"max_enis": 2, "ips_per_eni": 3}, "trace": "final", "settings": {"WARM_IP_TARGET": "9223372036854775807", "IP_COOLDOWN_PERIOD": "-1", "WARM_ENI_TARGET": "abc", "MAX_ENI": "-7"}}' | ipplan simulate --scenario - -o json
{
  "schema": "ipplan/v1",
  "command": "simulate",
  "config": {"mode": "secondary", "max_eni": 2, "slots_per_eni": 2, "max_ips_per_eni": 2, "warm_eni": 1, "warm_ip": 9223372036854775807, "min_ip": 0, "warm_prefix": 1, "cooldown_ms": -1000, "custom_net": false, "pod_eni": false, "cards": 1, "max_pods": 110, "pd_fallback": false},
  "final": {"t": 597500, "eni_count": 2, "secondary_ips": 4, "prefixes": 0, "total_ips": 4, "assigned": 0, "available": 4, "cooling": 0, "pending": 0, "branch": 0, "subnet_ips": 6, "enis": [{"eni": "eni-0", "card": 0, "primary": true, "trunk": false, "excluded": false, "ips": 2, "prefixes": 0, "assigned": 0, "cooling": 0, "subnet": "default"}, {"eni": "eni-1", "card": 0, "primary": false, "trunk": false, "excluded": false, "ips": 2, "prefixes": 0, "assigned": 0, "cooling": 0, "subnet": "default"}]},
  "peak_subnet_ips": 6,
  "max_pending": 0,
  "api_calls": 2
}
$ echo '{}' | ipplan simulate --scenario -
ipplan: standard input:1:1: a scenario without the key limits; give it, or instance_type
[3]
$ echo '[]' | ipplan simulate --scenario -
ipplan: standard input:1:1: expected a map of keys and values, got a list
[3]
$ echo '{"limits": {"max_enis": 2, "ips_per_eni": 3}' | ipplan simulate --scenario -
ipplan: standard input:2:1: not YAML: missing comma in flow mapping
[3]
$ echo '{"limits": {"max_enis": 2}}' | ipplan simulate --scenario -
ipplan: standard input:1:12: limits map without the key ips_per_eni
[3]
$ echo '{"limits": {"max_enis": 0, "ips_per_eni": 3}}' | ipplan simulate --scenario -
ipplan: standard input:1:12: limits: max_enis, ips_per_eni and network_cards are at least 1
[3]
$ echo '{"limits": {"max_enis": 1000, "ips_per_eni": 1000, "network_cards": 64}}' | ipplan simulate --scenario -
ipplan: standard input:1:12: limits: more addresses than any instance has; check max_enis, ips_per_eni and network_cards
[3]
$ echo '{"instance_type": "m5.large", "limits": {"max_enis": 2, "ips_per_eni": 3}}' | ipplan simulate --scenario -
ipplan: standard input:1:20: instance_type: limits are given as well; remove one
[3]
$ echo '{"instance_type": "m5.lorge"}' | ipplan simulate --scenario -
ipplan: standard input:1:20: m5.lorge: unknown instance type (did you mean m5.large?)
[4]
$ echo '{"instance_type": "m5.large", "evnets": []}' | ipplan simulate --scenario -
ipplan: standard input:1:32: evnets: no such key in a scenario (did you mean events?)
[3]
$ echo '{"instance_type": "m5.large", "until_ms": 9999999999, "tick_ms": 1}' | ipplan simulate --scenario -
ipplan: standard input:1:1: a scenario of 9999999999 passes, at most 10000000 are simulated; lower until_ms or raise tick_ms
[3]
$ echo '{"instance_type": "m5.large", "tick_ms": 0}' | ipplan simulate --scenario -
ipplan: standard input:1:42: tick_ms: expected at least 1, got 0
[3]
$ echo '{"instance_type": "m5.large", "events": [{"t": -1, "op": "set", "pods": 1}]}' | ipplan simulate --scenario -
ipplan: standard input:1:48: t: expected a whole number from 0 to 10000000000000, got -1
[3]
$ echo '{"instance_type": "m5.large", "events": [{"t": 1, "op": "sett", "pods": 1}]}' | ipplan simulate --scenario -
ipplan: standard input:1:58: op: expected one of set, add, del, del_ids, add_multi, branch_set, cordon, uncordon, restart (did you mean set?), got sett
[3]
$ echo '{"instance_type": "m5.large", "events": [{"t": 1, "op": "set", "n": 1}]}' | ipplan simulate --scenario -
ipplan: standard input:1:69: n: the event set does not take it
[3]
$ echo '{"instance_type": "m5.large", "events": [{"t": 1, "op": "set"}]}' | ipplan simulate --scenario -
ipplan: standard input:1:42: event set without the key pods
[3]
$ echo '{"instance_type": "m5.large", "events": [{"t": 1, "op": "restart", "settings": {"ENABLE_IPv6": "true"}}]}' | ipplan simulate --scenario -
ipplan: standard input:1:42: the CNI does not start again: ENABLE_IPv4 and ENABLE_IPv6 are both on
[3]
$ echo '{"instance_type": "m5.large", "settings": {"ENABLE_IPv6": "true"}}' | ipplan simulate --scenario -
ipplan: standard input: the CNI does not start: ENABLE_IPv4 and ENABLE_IPv6 are both on
[3]
$ echo '{"instance_type": "m5.large", "settings": {"WARM_IP_TARGET": [1]}}' | ipplan simulate --scenario -
ipplan: standard input:1:62: WARM_IP_TARGET: expected a text or null, got a list
[3]
$ echo '{"instance_type": "m5.large", "eniconfig_subnet": "b", "until_ms": 0}' | ipplan simulate --scenario - --table summary
ipplan: warning: standard input: eniconfig_subnet b: no such subnet; the node's own is used
WHAT            VALUE  UNIT
peak_addresses     10  addresses
most_waiting        0  pods
waiting             0  pod-seconds
assign_calls        1  EC2 calls
attach_calls        0  EC2 calls
unassign_calls      0  EC2 calls
detach_calls        0  EC2 calls
most_calls          1  EC2 calls a minute
mean_calls       0.00  EC2 calls a minute
$ echo '{"instance_type": "m5.large", "settings": {"MAX_ENI": 1, "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": true}}' | ipplan simulate --scenario - -o csv
ipplan: warning: node_not_ready: no ENI could be attached for custom networking
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,0,0,0,1,0,0
$ ipplan simulate --scenario burst.json -o csv --columns t,waiting
t,waiting
0,0
2.5,0
10,0
60,10
62.5,5
67.5,2
72.5,0
77.5,0
300,0
302.5,0
332.5,0
$ ipplan simulate --scenario burst.json -o csv --columns t,what
ipplan: what: no such column; see ipplan help simulate
[2]
$ ipplan simulate --scenario burst.json --columns t,enis --sort-by -t
    T  ENIS
332.5     2
302.5     2
  300     3
 77.5     3
 72.5     3
 67.5     2
 62.5     2
   60     2
   10     2
  2.5     2
    0     1
$ ipplan simulate --scenario burst.json --table summary --columns what,value -o jsonl
{"what": "peak_addresses", "value": 28}
{"what": "most_waiting", "value": 10}
{"what": "waiting", "value": 60}
{"what": "assign_calls", "value": 4}
{"what": "attach_calls", "value": 2}
{"what": "unassign_calls", "value": 2}
{"what": "detach_calls", "value": 1}
{"what": "most_calls", "value": 4}
{"what": "mean_calls", "value": 0.90}
$ ipplan simulate m5.large
ipplan: what is to be simulated? give TYPE TRACE, or --plan PLAN TRACE, or --scenario FILE; see ipplan help simulate
[2]
$ ipplan simulate m5.large burst.csv -o json --table summary --warm-ip-target 5 --minimum-ip-target 10
{
  "schema": "ipplan/v1",
  "command": "simulate",
  "summary": [
    {"what": "peak_addresses", "value": 28, "unit": "addresses"},
    {"what": "most_waiting", "value": 10, "unit": "pods"},
    {"what": "waiting", "value": 60, "unit": "pod-seconds"},
    {"what": "assign_calls", "value": 4, "unit": "EC2 calls"},
    {"what": "attach_calls", "value": 2, "unit": "EC2 calls"},
    {"what": "unassign_calls", "value": 2, "unit": "EC2 calls"},
    {"what": "detach_calls", "value": 1, "unit": "EC2 calls"},
    {"what": "most_calls", "value": 4, "unit": "EC2 calls a minute"},
    {"what": "mean_calls", "value": 0.60, "unit": "EC2 calls a minute"}
  ]
}
$ ipplan simulate m5.large burst.csv -o csv --pod-eni 3
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,9,0,0,10,0,1
7.5,0,2,0,9,0,0,11,0,1
10,4,2,0,9,1,0,14,0,1
12.5,4,3,0,18,1,0,24,0,2
60,20,3,0,18,17,0,24,0,2
300,2,3,0,18,0,18,24,0,2
332.5,2,2,0,9,0,1,14,0,3
$ ipplan simulate m5.large pods.csv -o csv
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,9,0,0,10,0,1
10,1,1,0,9,1,0,10,0,1
10,2,1,0,9,2,0,10,0,1
12.5,2,2,0,18,2,0,20,0,2
40.5,1,2,0,18,1,1,20,0,2
41,2,2,0,18,2,1,20,0,2
72.5,2,2,0,18,2,0,20,0,2
$ ipplan simulate m5.large pods.csv -o csv --pod-eni 3
ipplan: --pod-eni goes with a trace of counts, t,pods; this one names its pods; see ipplan help simulate
[2]
$ ipplan simulate 'm5.*' pods.csv
ipplan: m5.*: expected one instance type, this means 9; see ipplan help simulate
[2]
$ ipplan simulate m5.lorge pods.csv
ipplan: m5.lorge: unknown instance type (did you mean m5.large?)
[4]
$ ipplan simulate m4.large pods.csv --mode ipv6
ipplan: the CNI does not start on m4.large: IPv6 needs a Nitro or bare-metal instance; see ipplan help simulate
[2]
$ ipplan simulate m5.large pods.csv --mode ipv6 -o csv
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,0,0,0,1,0,0
10,1,1,0,0,1,0,1,0,0
10,2,1,0,0,2,0,1,0,0
40.5,1,1,0,0,1,0,1,0,0
41,2,1,0,0,2,0,1,0,0
$ ipplan simulate m5.large burst.csv --until 62 -o csv
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,9,0,0,10,0,1
10,4,1,0,9,4,0,10,0,1
12.5,4,2,0,18,4,0,20,0,2
60,20,2,0,18,18,0,20,2,2
$ printf 't,pods\n12.345,1\n1.5,2\n' | ipplan simulate m5.large - -o csv --max-pods 0
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,0,0,0,1,0,0
1.5,2,1,0,0,0,0,1,2,0
12.345,1,1,0,0,0,0,1,1,0
$ printf 't,pods\n-1,1\n' | ipplan simulate m5.large -
ipplan: standard input:2: t: expected seconds such as 12 or 12.5, got -1
[3]
$ printf 't,pods\n1.2345,1\n' | ipplan simulate m5.large -
ipplan: standard input:2: t: expected seconds such as 12 or 12.5, got 1.2345
[3]
$ printf 't,pods\n1.,1\n' | ipplan simulate m5.large -
ipplan: standard input:2: t: expected seconds such as 12 or 12.5, got 1.
[3]
$ printf 't,pods\n99999999999,1\n' | ipplan simulate m5.large -
ipplan: standard input:2: t: expected seconds such as 12 or 12.5, got 99999999999
[3]
$ printf 't,pods\n1,many\n' | ipplan simulate m5.large -
ipplan: standard input:2: pods: expected a whole number from 0 to 1000000, got many
[3]
$ printf 't,pod\n1,2\n' | ipplan simulate m5.large -
ipplan: standard input:1: pods: no such column (did you mean pod?)
[3]
$ printf 't,event,pod\n1,add,a\n2,add,a\n' | ipplan simulate m5.large -
ipplan: standard input:3: pod a comes, and is there already
[3]
$ printf 't,event,pod\n1,add,a\n2,del,b\n' | ipplan simulate m5.large -
ipplan: standard input:3: pod b goes, and is not there
[3]
$ printf 't,event,pod\n1,move,a\n' | ipplan simulate m5.large -
ipplan: standard input:2: event: expected add or del, got move
[3]
$ printf 't,event,pod\n1,add,\n' | ipplan simulate m5.large -
ipplan: standard input:2: a pod without a name
[3]
$ printf 't,pods\n' | ipplan simulate m5.large - -o csv
t,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,0,1,0,9,0,0,10,0,1
$ printf '' | ipplan simulate m5.large -
ipplan: standard input: no header: expected a row of column names
[3]
$ printf 't,pods\n20,20\n400,0\n' | ipplan simulate m5.large - -o csv --columns t,enis --warm-ip-target 1 | tail -n 1
432.5,1
$ printf 't,pods\n20,20\n400,0\n' | ipplan simulate m5.large - -o csv --columns t,enis --warm-ip-target 1 --scattered | tail -n 1
432.5,2
$ printf 't,pods\n20,20\n400,0\n' | ipplan simulate m5.large - -o csv --columns t,enis --warm-ip-target 1 --scattered --seed 4 | tail -n 1
432.5,2
$ ipplan simulate --scenario burst.json --warm-ip-target 3
ipplan: --scenario takes no operands, and of the command's own options only --plot: all is in the file; see ipplan help simulate
[2]
$ ipplan simulate --scenario burst.json --plot --table plot -o csv
from,assigned,allocated,addresses,bar
0,4,10,12,######oooooooo...
25,4,10,12,######oooooooo...
50,20,23,26,############################oooo....
75,20,25,28,############################oooooo....
100,20,25,28,############################oooooo....
125,20,25,28,############################oooooo....
150,20,25,28,############################oooooo....
175,20,25,28,############################oooooo....
200,20,25,28,############################oooooo....
225,20,25,28,############################oooooo....
250,20,25,28,############################oooooo....
275,20,25,28,############################oooooo....
300,2,25,28,###ooooooooooooooooooooooooooooooo....
325,2,10,12,###ooooooooooo...
350,2,10,12,###ooooooooooo...
375,2,10,12,###ooooooooooo...
400,2,10,12,###ooooooooooo...
425,2,10,12,###ooooooooooo...
450,2,10,12,###ooooooooooo...
475,2,10,12,###ooooooooooo...
500,2,10,12,###ooooooooooo...
525,2,10,12,###ooooooooooo...
550,2,10,12,###ooooooooooo...
575,2,10,12,###ooooooooooo...
$ ipplan simulate --scenario burst.json --plot -o json
ipplan: the JSON of a scenario is one object; --columns, --sort-by, --table and --plot are for the other formats; see ipplan help simulate
[2]
$ ipplan simulate m5.large pods.csv --plot --table plot --until 0
FROM  ASSIGNED  ALLOCATED  ADDRESSES  BAR
   0         0          9         10  ooooooooooooooooooooooooooooooooooo...
$ ipplan simulate m5.large burst.csv --os windows
ipplan: the addresses of a Windows node are managed by the VPC resource controller, which is not simulated; ipplan node --os windows says where it settles
[4]
$ ipplan simulate m5.large burst.csv --cni-version v1.19.0
ipplan: v1.19.0: no rules for that release of the CNI; there are those of v1.23.1
[4]
$ ipplan simulate m5.large burst.csv --warm-ip-target -1 --minimum-ip-target 9223372036854775808 --max-eni two --table summary -o csv --no-headers
ipplan: warning: --warm-ip-target -1: not a value that the CNI takes; it uses the default
ipplan: warning: --minimum-ip-target 9223372036854775808: not a value that the CNI takes; it uses the default
ipplan: warning: --max-eni two: not a value that the CNI takes; it uses the default
peak_addresses,30,addresses
most_waiting,2,pods
waiting,5,pod-seconds
assign_calls,1,EC2 calls
attach_calls,2,EC2 calls
unassign_calls,0,EC2 calls
detach_calls,1,EC2 calls
most_calls,2,EC2 calls a minute
mean_calls,0.27,EC2 calls a minute
$ printf 't,pods\n10,40\n' >more.csv
$ ipplan simulate m5.large more.csv --until 1000 --table summary | grep pod-sec
waiting         12960  pod-seconds
