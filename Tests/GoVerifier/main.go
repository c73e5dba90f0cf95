// Checks an exported log with golang.org/x/mod/sumdb: its notes, roots, tiles and proofs, none of
// which this repository's code has a part in.
//
//	main FOLDER VERIFIER-KEY
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var found []tlog.Hash
	for _, index := range indexes {
		found = append(found, h[index])
	}
	return found, nil
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func read(path string) []byte {
	content, err := os.ReadFile(path)
	check(err)
	return content
}

func hash(text string) tlog.Hash {
	content, err := base64.StdEncoding.DecodeString(text)
	check(err)
	var hash tlog.Hash
	copy(hash[:], content)
	return hash
}

func hashLines(lines []string) []tlog.Hash {
	var found []tlog.Hash
	for _, line := range lines {
		found = append(found, hash(line))
	}
	return found
}

// The path of tlog-tiles for a number: all groups of three digits but the last have an x.
func number(n int64, width int) string {
	path := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		path = fmt.Sprintf("x%03d/%s", n%1000, path)
	}
	if width < 256 {
		path += fmt.Sprintf(".p/%d", width)
	}
	return path
}

// The size and root of a checkpoint whose note is signed by the key.
func open(text []byte, key string) (int64, tlog.Hash) {
	verifier, err := note.NewVerifier(key)
	check(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	return size, hash(lines[2])
}

func main() {
	folder, key := os.Args[1], os.Args[2]
	size, root := open(read(filepath.Join(folder, "checkpoint")), key)

	var stored hashes
	var leaves []tlog.Hash
	for first := int64(0); first < size; first += 256 {
		width := int(min(256, size-first))
		bundle := read(filepath.Join(folder, "tile/entries", number(first/256, width)))
		for index := 0; index < width; index++ {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			more, err := tlog.StoredHashes(first+int64(index), entry, stored)
			check(err)
			stored = append(stored, more...)
			leaves = append(leaves, tlog.RecordHash(entry))
		}
	}
	computed, err := tlog.TreeHash(size, stored)
	check(err)
	if computed != root {
		check(fmt.Errorf("the root is %v, not %v", root, computed))
	}

	tiles := 0
	for level := 0; size>>(8*level) > 0; level++ {
		count := size >> (8 * level)
		for first := int64(0); first < count; first += 256 {
			width := int(min(256, count-first))
			expected, err := tlog.ReadTileData(
				tlog.Tile{H: 8, L: level, N: first / 256, W: width}, stored)
			check(err)
			path := fmt.Sprintf("tile/%d/%s", level, number(first/256, width))
			if !bytes.Equal(read(filepath.Join(folder, path)), expected) {
				check(fmt.Errorf("%s has other hashes", path))
			}
			if level == 0 {
				tiles++
			}
		}
	}

	proofs, err := filepath.Glob(filepath.Join(folder, "proofs/*"))
	check(err)
	for _, path := range proofs {
		head, signed, _ := strings.Cut(string(read(path)), "\n\n")
		lines := strings.Split(head, "\n")
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
		check(err)
		size, root := open([]byte(signed), key)
		check(tlog.CheckRecord(hashLines(lines[2:]), size, root, index, leaves[index]))
	}

	continuations, err := filepath.Glob(filepath.Join(folder, "continuations/*"))
	check(err)
	for _, path := range continuations {
		head, signed, _ := strings.Cut(string(read(path)), "\n\n")
		lines := strings.Split(head, "\n")
		old, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
		check(err)
		size, root := open([]byte(signed), key)
		oldRoot, err := tlog.TreeHash(old, stored)
		check(err)
		check(tlog.CheckTree(hashLines(lines[1:]), size, root, old, oldRoot))
	}
	fmt.Printf("%d entries, %d tiles of level 0, %d proofs, %d continuations\n",
		size, tiles, len(proofs), len(continuations))
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
