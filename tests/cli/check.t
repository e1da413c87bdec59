$ ipplan check service-cidr.yaml
ID           SEVERITY  WHERE                             MESSAGE                                         REMEDY
EKS-SVC-004  warn      service-cidr.yaml:4 service_cidr  172.20.0.0/16 overlaps 172.20.0.0/14 (factory)  choose a range that nothing reachable uses

0 errors, 1 warning, 0 remarks
$ ipplan check service-cidr.yaml --set service_cidr=10.100.0.0/16 --columns id,severity,message
ID           SEVERITY  MESSAGE
EKS-SVC-003  error     10.100.0.0/16 overlaps 10.100.0.0/16 of the VPC
EKS-SVC-004  warn      10.100.0.0/16 overlaps 10.0.0.0/9 (head office)

1 error, 1 warning, 0 remarks
[1]
$ ipplan check service-cidr.yaml --set service_cidr=172.24.0.0/25 --columns id,severity,message
ID           SEVERITY  MESSAGE
EKS-SVC-002  error     172.24.0.0/25 is a /25, EKS takes /12 to /24

1 error, 0 warnings, 0 remarks
[1]
$ ipplan check service-cidr.yaml --set service_cidr=172.24.0.0/24 --columns id,severity,message
nothing found
$ ipplan check service-cidr.yaml --set service_cidr=100.80.0.0/16 --columns id,severity,message
ID           SEVERITY  MESSAGE
EKS-SVC-001  error     100.80.0.0/16 is not inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16

1 error, 0 warnings, 0 remarks
[1]
$ ipplan check service-cidr.yaml --set service_cidr=198.19.0.0/16 --columns id,severity,message
ID           SEVERITY  MESSAGE
EKS-SVC-001  error     198.19.0.0/16 is not inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16

1 error, 0 warnings, 0 remarks
[1]
$ ipplan check service-cidr.yaml --set service_cidr=192.168.0.0/16 --columns id,severity,message
ID           SEVERITY  MESSAGE
EKS-SVC-005  error     192.168.0.0/16 overlaps 192.168.0.0/20 (hybrid nodes)

1 error, 0 warnings, 0 remarks
[1]
$ ipplan check service-cidr.yaml --set service_cidr=192.168.16.0/20 --columns id,severity,message
nothing found
$ ipplan check service-cidr.yaml --set service_cidr=10.200.0.0/16 --columns id,severity,message
nothing found
$ ipplan check service-cidr.yaml --set service_cidr=10.128.0.0/12 --columns id,severity,message
nothing found
$ ipplan check starter.yaml --columns id,severity,where,message
ID              SEVERITY  WHERE                             MESSAGE
EKS-CNI-001     error     starter.yaml:8 subnet/private-a   257 of 251 addresses at rest, short by 6
EKS-CNI-001     error     starter.yaml:9 subnet/private-b   257 of 251 addresses at rest, short by 6
EKS-CNI-001     error     starter.yaml:10 subnet/private-c  257 of 251 addresses at rest, short by 6
EKS-SUBNET-005  warn      starter.yaml:8 subnet/private-a   nodes and pods take up to 300 of 251 addresses beside the control plane
EKS-SUBNET-005  warn      starter.yaml:9 subnet/private-b   nodes and pods take up to 300 of 251 addresses beside the control plane
EKS-SUBNET-005  warn      starter.yaml:10 subnet/private-c  nodes and pods take up to 300 of 251 addresses beside the control plane
EKS-SUBNET-006  warn      starter.yaml:8 subnet/private-a   257 of 251 addresses taken at rest, 5 must stay free for an update
EKS-SUBNET-006  warn      starter.yaml:9 subnet/private-b   257 of 251 addresses taken at rest, 5 must stay free for an update
EKS-SUBNET-006  warn      starter.yaml:10 subnet/private-c  257 of 251 addresses taken at rest, 5 must stay free for an update
EKS-SUBNET-020  warn      starter.yaml:9 subnet/private-b   without euw1-az1 4 more nodes: 377 of 251 addresses, short by 126
EKS-SUBNET-020  warn      starter.yaml:10 subnet/private-c  without euw1-az1 4 more nodes: 377 of 251 addresses, short by 126

3 errors, 8 warnings, 0 remarks
[1]
$ ipplan check starter.yaml --ignore EKS-SUBNET-005 --ignore EKS-SUBNET-020 --fail-on warn --columns id,where
ID              WHERE
EKS-CNI-001     starter.yaml:8 subnet/private-a
EKS-CNI-001     starter.yaml:9 subnet/private-b
EKS-CNI-001     starter.yaml:10 subnet/private-c
EKS-SUBNET-006  starter.yaml:8 subnet/private-a
EKS-SUBNET-006  starter.yaml:9 subnet/private-b
EKS-SUBNET-006  starter.yaml:10 subnet/private-c

3 errors, 3 warnings, 0 remarks
[1]
$ ipplan check ipv6.yaml -o csv --columns id,severity | sort -u
EKS-CNI-001,error
EKS-SUBNET-005,warn
EKS-SUBNET-006,warn
EKS-SUBNET-020,warn
EKS-SVC-011,error
id,severity
$ ipplan check -v ipv6.yaml --columns id,message | grep -e -008 -e -018
EKS-SUBNET-008  2 addresses counted for the control plane, 5 kept in reserve
EKS-SUBNET-008  2 addresses counted for the control plane, 5 kept in reserve
EKS-SUBNET-008  2 addresses counted for the control plane, 5 kept in reserve
EKS-SUBNET-018  59 of the 64 addresses of 10.33.0.0/26 are usable
EKS-SUBNET-018  59 of the 64 addresses of 10.33.0.64/26 are usable
EKS-SUBNET-018  59 of the 64 addresses of 10.33.0.128/26 are usable
$ ipplan check --fail-on info rules/EKS-VPC-014/bad.yaml --columns id
ID
EKS-VPC-014

0 errors, 0 warnings, 1 remark
[1]
$ ipplan check --fail-on none rules/EKS-SVC-001/bad.yaml --columns id
ID
EKS-SVC-001

1 error, 0 warnings, 0 remarks
$ ipplan check rules/EKS-SUBNET-002/bad.yaml rules/EKS-SUBNET-002/bad.json --columns id,message 2>/dev/null
ID              MESSAGE
EKS-SUBNET-002  4 of 59 addresses free now, an update of the control plane needs 5

1 error, 0 warnings, 0 remarks
[1]
$ ipplan check rules/EKS-SVC-003/bad.yaml -o sarif --ignore EKS-SUBNET-001 | sed -n '1,4p;/"results"/,$p'
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [{
      "results": [
        {"ruleId": "EKS-SVC-003", "ruleIndex": 27, "level": "error", "message": {"text": "10.2.240.0/20 overlaps 10.2.0.0/16 of the VPC; choose a range outside the VPC"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "rules/EKS-SVC-003/bad.yaml"}, "region": {"startLine": 6}}, "logicalLocations": [{"fullyQualifiedName": "service_cidr"}]}]}
      ]
  }]
}
$ printf 'service_cidr: 8.8.0.0/16\nconnected: [{name: "a\\x01<&\\"b", cidr: 8.8.8.0/24}]\n' | ipplan check - -o junit --fail-on warn | head -n 10
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ipplan" tests="48" failures="2" errors="0">
  <testsuite name="ipplan check" tests="48" failures="2" errors="0">
    <testcase classname="EKS-SVC-001" name="standard input:1 service_cidr">
      <failure type="error" message="8.8.0.0/16 is not inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16">error: 8.8.0.0/16 is not inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16; choose an RFC 1918 range</failure>
    </testcase>
    <testcase classname="EKS-SVC-004" name="standard input:1 service_cidr">
      <failure type="warn" message="8.8.0.0/16 overlaps 8.8.8.0/24 (a�&lt;&amp;&quot;b)">warn: 8.8.0.0/16 overlaps 8.8.8.0/24 (a�&lt;&amp;&quot;b); choose a range that nothing reachable uses</failure>
    </testcase>
    <testcase classname="EKS-SUBNET-001" name="cluster-subnets-in-two-azs"/>
$ printf 'service_cidr: 172.20.0.0/16\n' | ipplan check - -o junit | head -n 4
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ipplan" tests="48" failures="0" errors="0">
  <testsuite name="ipplan check" tests="48" failures="0" errors="0">
    <testcase classname="EKS-SUBNET-001" name="cluster-subnets-in-two-azs"/>
$ mv starter.yaml 'a b:12 c%.yaml' && ipplan check 'a b:12 c%.yaml' -o sarif | grep -o 'uri.*Line": [0-9]*' | head -n 1
uri": "a%20b%3A12%20c%25.yaml"}, "region": {"startLine": 8
$ ipplan check
ipplan: give a plan file, or exported documents; see ipplan help check
[2]
$ ipplan check service-cidr.yaml --ignore EKS-SVC-04
ipplan: EKS-SVC-04: no such rule (did you mean EKS-SVC-004?); see ipplan help check
[2]
$ ipplan check service-cidr.yaml --fail-on fatal
ipplan: --fail-on fatal: expected error|warn|info|none; see ipplan help check
[2]
$ ipplan check upgrade.yaml --set nodegroups.batch.instance_type=m5.lrge
ipplan: upgrade.yaml:10:5: m5.lrge: unknown instance type (did you mean m5.large?)
[4]
$ ipplan plan rollout.yaml -o sarif
ipplan: --output sarif: prints findings, and here are none; see ipplan help plan
[2]
$ ipplan check rollout.yaml -o xml
ipplan: --output xml: no such format; use table, csv, json, jsonl, md, html, sarif or junit; see ipplan help check
[2]
$ ipplan check shop -q --columns id,where
ID              WHERE
EKS-SUBNET-005  drawn plan:18 subnet/shop-private-a
EKS-SUBNET-005  drawn plan:24 subnet/shop-private-b

0 errors, 2 warnings, 0 remarks
$ ipplan plan shop -q --columns subnet,steady,fits
SUBNET          STEADY  FITS
shop-private-a      25  yes
shop-private-b      44  yes
shop-private-c      24  yes
shop-public-a        9  yes
shop-public-b        8  yes

fits
