// What a program written on Go's bart (github.com/gaissmai/bart) costs.
//
// usage: bart touch A B    entries of A that share an address with B
//
//	bart pairs A B    every overlapping pair, "A-entry B-entry"
//	bart lookup A     ns a longest match, queries as in cidr-bench.c
//
// Built outside the tree, in a copy of this folder:
//
//	go mod init bart && go get github.com/gaissmai/bart && go build
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"log"
	"net/netip"
	"os"
	"time"

	"github.com/gaissmai/bart"
)

func each(path string, f func(netip.Prefix, []byte)) {
	file, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(bufio.NewReaderSize(file, 1<<16))
	for lines.Scan() {
		p, err := netip.ParsePrefix(lines.Text())
		if err != nil {
			a, err2 := netip.ParseAddr(lines.Text())
			if err2 != nil {
				log.Fatal(err)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		f(p, lines.Bytes())
	}
}

func address(v uint32) netip.Addr {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], v)
	return netip.AddrFrom4(b)
}

func lookup(path string) {
	const queries = 1 << 20
	var nets []netip.Prefix
	table := new(bart.Table[int])
	each(path, func(p netip.Prefix, _ []byte) {
		nets = append(nets, p)
		table.Insert(p, len(nets))
	})
	x, q := uint64(88172645463325252), make([]netip.Addr, queries)
	random := func() uint64 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		return x
	}
	for i := range q {
		p := nets[random()%uint64(len(nets))].Masked()
		v := uint32(random())
		if random()&1 != 0 {
			first := p.Addr().As4()
			v = binary.BigEndian.Uint32(first[:]) +
				uint32(uint64(v)%(1<<(32-p.Bits())))
		}
		q[i] = address(v)
	}
	best, found := time.Hour, 0
	for k := 0; k < 9; k++ {
		begin := time.Now()
		found = 0
		for _, a := range q {
			if _, ok := table.Lookup(a); ok {
				found++
			}
		}
		best = min(best, time.Since(begin))
	}
	fmt.Printf("g    lookup, bart, %d networks: %.1f ns, %.0f%% found\n",
		len(nets), float64(best.Nanoseconds())/queries,
		100*float64(found)/queries)
}

// Equal entries of B share a slot; its value says how many there are.
func main() {
	if len(os.Args) == 3 && os.Args[1] == "lookup" {
		lookup(os.Args[2])
		return
	}
	if len(os.Args) != 4 {
		log.Fatal("usage: bart touch|pairs A B, bart lookup A")
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	defer out.Flush()
	table := new(bart.Table[int])
	each(os.Args[3], func(p netip.Prefix, _ []byte) {
		n, _ := table.Get(p)
		table.Insert(p, n+1)
	})
	if os.Args[1] == "touch" {
		each(os.Args[2], func(p netip.Prefix, line []byte) {
			if table.OverlapsPrefix(p) {
				out.Write(line)
				out.WriteByte('\n')
			}
		})
		return
	}
	var buf []byte
	each(os.Args[2], func(p netip.Prefix, line []byte) {
		pair := func(q netip.Prefix, n int) {
			buf = append(append(buf[:0], line...), ' ')
			buf = append(q.AppendTo(buf), '\n')
			for ; n > 0; n-- {
				out.Write(buf)
			}
		}
		for q, n := range table.Supernets(p) {
			pair(q, n)
		}
		for q, n := range table.Subnets(p) {
			if q != p { // Supernets had it
				pair(q, n)
			}
		}
	})
}
