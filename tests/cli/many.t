$ cd shop && awk 'BEGIN { printf "{\"Subnets\":["; for (i = 0; i < 50000; i++) printf "%s{\"SubnetId\":\"s%d\",\"VpcId\":\"v\",\"CidrBlock\":\"10.%d.%d.%d/28\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"x\"}]}", i ? "," : "", i, i / 4096, i / 16 % 256, i % 16 * 16; print "]}" }' >../subnets.json
$ timeout 20 ipplan import subnets.json | grep 'name: x' | sed -n '1,3p;$p'
  - name: x
  - name: x-2
  - name: x-3
  - name: x-50000
$ awk 'BEGIN { for (i = 0; i < 50000; i++) printf "{\"nodegroup\":{\"nodegroupName\":\"g%d\",\"clusterName\":\"c\",\"subnets\":[\"s%d\"]}}", i, i }' >groups.json
$ timeout 20 ipplan import groups.json | grep -c g49999
1
$ awk 'BEGIN { for (i = 0; i < 50000; i++) printf "{\"Vpcs\":[{\"VpcId\":\"v%d\",\"CidrBlock\":\"10.0.0.0/16\"}]}", i }' >vpcs.json
$ timeout 20 ipplan import vpcs.json 2>&1 | cut -c 1-60
ipplan: these documents are of several VPCs (v0, v1, v10, v1
$ awk 'BEGIN { printf "{\"SubnetIpv4CidrReservations\":["; for (i = 0; i < 50000; i++) printf "%s{\"SubnetCidrReservationId\":\"r%d\",\"SubnetId\":\"s\",\"Cidr\":\"10.%d.%d.%d/28\"}", i ? "," : "", i, i / 4096, i / 16 % 256, i % 16 * 16; print "]}" }' >reservations.json
$ timeout 20 ipplan import reservations.json >many.yaml
$ awk 'BEGIN { printf "subnets:\n  - name: s\n    cidr: 10.0.0.0/8\n    reservations:\n"; for (i = 0; i < 50000; i++) printf "      - {cidr: 10.%d.%d.%d/28, type: prefix}\n", i / 4096, i / 16 % 256, i % 16 * 16; print "      - {cidr: 10.1.1.128/25, type: prefix}" }' >reserved.yaml
$ timeout 20 ipplan plan reserved.yaml
ipplan: reserved.yaml:2:5: s: two reservations overlap
[3]
$ awk 'BEGIN { print "subnets:"; for (i = 0; i < 50000; i++) printf "  - {name: n%d, cidr: 10.%d.%d.%d/28}\n", i, i / 4096, i / 16 % 256, i % 16 * 16 }' >plan.yaml
$ timeout 20 ipplan plan plan.yaml subnets.json -o csv --table subnets --columns subnet,fits | tail -n 1
n49999,true
$ awk 'BEGIN { printf "{\"SubnetIpv4CidrReservations\":["; for (i = 0; i < 50000; i++) printf "%s{\"SubnetCidrReservationId\":\"r%d\",\"SubnetId\":\"s%d\",\"ReservationType\":\"prefix\",\"Cidr\":\"10.%d.%d.%d/28\"}", i ? "," : "", i, i, i / 4096, i / 16 % 256, i % 16 * 16; print "]}" }' >each.json
$ timeout 20 ipplan import subnets.json each.json | grep -c 'type: prefix'
50000
$ timeout 20 ipplan usage subnets.json each.json -q -o csv --columns prefix_reservation | sort | uniq -c | tr -d '\r'
  50000 11
      1 prefix_reservation
