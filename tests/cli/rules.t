$ ipplan rules | head -n 4
ID                 SEVERITY  DECIDABLE  CONDITION
EKS-SUBNET-001     error     yes        fewer than two cluster subnets, or all of them in one AZ
EKS-SUBNET-002     error     yes        fewer than 5 addresses are free in a cluster subnet now
EKS-SUBNET-003     error     yes        fewer than 6 addresses are free in a cluster subnet when the cluster is created
$ ipplan rules -o csv --no-headers --columns id | wc -l
149
$ ipplan rules EKS-SVC-003
ITEM       TEXT
id         EKS-SVC-003
name       service-cidr-overlaps-vpc
severity   error
decidable  yes
condition  the service CIDR overlaps a CIDR of the VPC
why        EKS refuses it, for the primary and for every other CIDR
remedy     choose a range outside the VPC
source     EKS User Guide create-cluster
evidence   document
$ ipplan rules EKS-SUBNET-012 -o json
{
  "schema": "ipplan/v1",
  "command": "rules",
  "rule": [
    {"item": "id", "text": "EKS-SUBNET-012"},
    {"item": "name", "text": "vpc-dns-off"},
    {"item": "severity", "text": "error"},
    {"item": "decidable", "text": "no"},
    {"item": "condition", "text": "the VPC has enableDnsHostnames or enableDnsSupport off"},
    {"item": "why", "text": "nodes cannot register with the cluster"},
    {"item": "remedy", "text": "turn both on"},
    {"item": "source", "text": "EKS User Guide network-reqs"},
    {"item": "evidence", "text": "document"}
  ]
}
$ ipplan rules IPP-THRESHOLD -o csv
id,severity,decidable,name,condition,why,remedy,source,evidence
IPP-THRESHOLD-001,warn,true,below-min-free,a subnet has less free at rest than thresholds.min_free,the plan says how much shall stay free; a percentage is one of the usable addresses,"larger subnet, fewer nodes, or a lower threshold",ipplan-plan(5),derived
IPP-THRESHOLD-002,warn,true,below-min-nodes,a subnet has room for fewer further nodes than thresholds.min_nodes,the plan says how many more nodes shall fit; counted is the largest footprint of the groups in the subnet,"larger subnet, smaller footprints, or a lower threshold",ipplan-plan(5),derived
IPP-THRESHOLD-003,warn,false,below-min-days,a subnet runs out sooner than thresholds.min_days,the plan says how long it shall last; the forecast decides,"larger subnet, or less growth",ipplan-plan(5),derived
$ ipplan rules EKS-SVC-03
ipplan: EKS-SVC-03: no such rule (did you mean EKS-SVC-003?); see ipplan help rules
[2]
$ ipplan rules EKS
ipplan: EKS: no such rule; see ipplan help rules
[2]
$ ipplan rules EKS-SVC-001 EKS-SVC-002
ipplan: give one rule at most; see ipplan help rules
[2]
