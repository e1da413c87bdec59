$ ipplan upgrade upgrade.yaml -o csv
subnet,az,usable,steady,peak,peak_minute,free_least,blocks28,blocks28_peak,control_plane,result,limit,fails_minute
private-a,euw1-az1,507,462,552,80,-45,30,0,,fail,addresses,17
private-b,euw1-az2,507,462,552,79,-45,30,0,,fail,addresses,17
private-c,euw1-az3,507,462,552,79,-45,30,0,,fail,addresses,17
[1]
$ ipplan upgrade upgrade.yaml --nodes-only -o csv --table nodegroups
nodegroup,strategy,nodes,surge,setting,value,largest_safe,begin_minute,end_minute,unscheduled_most,unscheduled_seconds,waiting_most,waiting_seconds
batch,default,30,6,max_unavailable,1,0,0,296,0,0,0,0
[1]
$ ipplan upgrade upgrade.yaml --set nodegroups.batch.update.max_unavailable=33% --table upgrade --columns subnet,steady,peak,free_least,result
SUBNET     STEADY  PEAK  FREE_LEAST  RESULT
private-a     462   642        -135  fail
private-b     462   642        -135  fail
private-c     462   642        -135  fail

fails: subnet/private-a lacks 135 addresses, from minute 16 on (2 more subnets)
[1]
$ ipplan upgrade upgrade.yaml --set cni.warm_ip_target=2 --set cni.minimum_ip_target=25 --set nodegroups.batch.update.max_unavailable=33% --table upgrade --columns subnet,steady,peak,free_least,result
SUBNET     STEADY  PEAK  FREE_LEAST  RESULT
private-a     302   410          97  pass
private-b     302   410          97  pass
private-c     302   410          97  pass

passes
$ ipplan upgrade upgrade.yaml --set nodegroups.batch.update.strategy=minimal -o jsonl
{"subnet": "private-a", "az": "euw1-az1", "usable": 507, "steady": 462, "peak": 462, "peak_minute": 0, "free_least": 45, "blocks28": 30, "blocks28_peak": 0, "control_plane": null, "result": "pass", "limit": null, "fails_minute": null}
{"subnet": "private-b", "az": "euw1-az2", "usable": 507, "steady": 462, "peak": 462, "peak_minute": 0, "free_least": 45, "blocks28": 30, "blocks28_peak": 0, "control_plane": null, "result": "pass", "limit": null, "fails_minute": null}
{"subnet": "private-c", "az": "euw1-az3", "usable": 507, "steady": 462, "peak": 462, "peak_minute": 0, "free_least": 45, "blocks28": 30, "blocks28_peak": 0, "control_plane": null, "result": "pass", "limit": null, "fails_minute": null}
$ ipplan upgrade upgrade.yaml --set nodegroups.batch.update.strategy=blue_green --table nodegroups -o csv
nodegroup,strategy,nodes,surge,setting,value,largest_safe,begin_minute,end_minute,unscheduled_most,unscheduled_seconds,waiting_most,waiting_seconds
batch,blue_green,30,30,,,,15,197,0,0,0,0
[1]
$ ipplan upgrade upgrade.yaml --set 'nodegroups.batch.update={strategy: karpenter, budget: 10%}' --set cni.warm_ip_target=2 --set cni.minimum_ip_target=25 --table nodegroups -o csv
nodegroup,strategy,nodes,surge,setting,value,largest_safe,begin_minute,end_minute,unscheduled_most,unscheduled_seconds,waiting_most,waiting_seconds
batch,karpenter,30,3,budget,3,7,15,270,0,0,0,0
$ ipplan upgrade upgrade.yaml --set 'nodegroups.batch.update={strategy: karpenter, budget: 0%}' --table nodegroups -o csv
nodegroup,strategy,nodes,surge,setting,value,largest_safe,begin_minute,end_minute,unscheduled_most,unscheduled_seconds,waiting_most,waiting_seconds
batch,karpenter,30,0,budget,0,1,,,0,0,0,0
$ ipplan upgrade starter.yaml --set nodegroups.web.update.strategy=minimal --set nodegroups.web.nodes=21 --table upgrade -o csv
subnet,az,usable,steady,peak,peak_minute,free_least,blocks28,blocks28_peak,control_plane,result,limit,fails_minute
private-a,euw1-az1,251,227,227,0,24,14,0,232,pass,,
private-b,euw1-az2,251,227,227,0,24,14,0,232,pass,,
private-c,euw1-az3,251,227,227,0,24,14,0,232,pass,,
$ ipplan upgrade rollout.yaml --table upgrade --columns subnet,steady,peak
SUBNET     STEADY  PEAK
private-a     200   200

passes
$ ipplan upgrade rollout.yaml --at-peak --table upgrade --columns subnet,steady,peak
SUBNET     STEADY  PEAK
private-a     300   300

passes
$ ipplan upgrade upgrade.yaml --set cni.mode=prefix --set nodegroups.batch.max_pods=110 --table upgrade
SUBNET     AZ        USABLE  STEADY  PEAK  PEAK_MINUTE  FREE_LEAST  BLOCKS28  BLOCKS28_PEAK  RESULT  LIMIT      FAILS_MINUTE
private-a  euw1-az1     507     502   600          105         -93        30             36  fail    addresses            16
private-b  euw1-az2     507     502   600          113         -93        30             36  fail    addresses            16
private-c  euw1-az3     507     502   600          105         -93        30             36  fail    addresses            16

fails: subnet/private-a lacks 93 addresses, from minute 16 on (2 more subnets)
[1]
$ ipplan upgrade upgrade.yaml --az-loss euw1-az2 --table upgrade -o csv
subnet,az,usable,steady,peak,peak_minute,free_least,blocks28,blocks28_peak,control_plane,result,limit,fails_minute
private-a,euw1-az1,507,687,777,54,-270,30,0,,fail,addresses,0
private-b,euw1-az2,507,12,12,0,495,30,0,,pass,,
private-c,euw1-az3,507,687,777,54,-270,30,0,,fail,addresses,0
[1]
$ ipplan upgrade upgrade.yaml --az-loss euw1-az4
ipplan: --az-loss euw1-az4: the plan has no subnet there (did you mean euw1-az1, euw1-az2 or euw1-az3?); see ipplan help upgrade
[2]
$ ipplan upgrade rollout.yaml --az-loss euw1-az1 --table nodegroups -o csv
ipplan: warning: node group web: no subnet in another AZ for its 10 nodes
nodegroup,strategy,nodes,surge,setting,value,largest_safe,begin_minute,end_minute,unscheduled_most,unscheduled_seconds,waiting_most,waiting_seconds
web,minimal,0,0,max_unavailable,0,0,,,0,0,0,0
[1]
$ ipplan upgrade upgrade.yaml --boot-seconds 0 --drain-seconds 0 --eni-seconds 0 --nodes-only --table nodegroups -o csv --columns nodegroup,end_minute
nodegroup,end_minute
batch,36
[1]
$ ipplan upgrade upgrade.yaml --boot-seconds 90000
ipplan: --boot-seconds 90000: expected a whole number from 0 to 86400; see ipplan help upgrade
[2]
$ ipplan upgrade
ipplan: give a plan file, or exported documents; see ipplan help upgrade
[2]
$ ipplan upgrade nowhere.yaml
ipplan: nowhere.yaml: cannot read: No such file or directory
[3]
$ ipplan upgrade upgrade.yaml --set nodegroups.batch.nodes=1000000
ipplan: 2000010 nodes, old and new ones; at most 400000 are followed
[4]
$ ipplan upgrade upgrade.yaml --set nodegroups.batch.nodes=0 --table nodegroups -o csv
nodegroup,strategy,nodes,surge,setting,value,largest_safe,begin_minute,end_minute,unscheduled_most,unscheduled_seconds,waiting_most,waiting_seconds
batch,default,0,0,max_unavailable,0,0,,,0,0,0,0
$ ipplan upgrade upgrade.yaml --set nodegroups.batch.pods_per_node=29 --set nodegroups.batch.max_pods=29
upgrade
SUBNET     AZ        USABLE  STEADY  PEAK  PEAK_MINUTE  FREE_LEAST  RESULT  LIMIT      FAILS_MINUTE
private-a  euw1-az1     507     462   552           62         -45  fail    addresses            17
private-b  euw1-az2     507     462   552           62         -45  fail    addresses            17
private-c  euw1-az3     507     462   552           62         -45  fail    addresses            17

nodegroups
NODEGROUP  STRATEGY  NODES  SURGE  SETTING          VALUE  LARGEST_SAFE  BEGIN_MINUTE  END_MINUTE  UNSCHEDULED_MOST  UNSCHEDULED_SECONDS  WAITING_MOST  WAITING_SECONDS
batch      default      30      6  max_unavailable      1             0            15         311                 0                    0             0                0

fails: subnet/private-a lacks 45 addresses, from minute 17 on (2 more subnets)
[1]
$ for o in "--table minutes" "--sort-by minute" "--columns minute" "-o jsonl" "-o json"; do ipplan upgrade upgrade.yaml $o | grep -c .; done
559
568
559
3
572
$ ipplan upgrade upgrade.yaml --cni-version 1.23.1 --table upgrade --columns subnet,peak
SUBNET     PEAK
private-a   552
private-b   552
private-c   552

fails: subnet/private-a lacks 45 addresses, from minute 17 on (2 more subnets)
[1]
$ ipplan upgrade upgrade.yaml --cni-version 0.1
ipplan: 0.1: no rules for that release of the CNI; there are those of v1.23.1
[4]
$ ipplan upgrade upgrade.yaml --table nodegroups --set nodegroups.batch.update.strategy=minimal --set nodegroups.batch.pods_per_node=19 --set nodegroups.batch.nodes=1 --drain-seconds 1 --columns nodegroup,unscheduled_seconds,waiting_seconds
NODEGROUP  UNSCHEDULED_SECONDS  WAITING_SECONDS
batch                    11997               38

passes
