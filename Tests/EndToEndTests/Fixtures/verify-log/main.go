// Verifies an exported log with the Go team's own tree and note code: nothing of Hedui takes part.
package main

import (
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

func fail(reason string, err error) {
	fmt.Fprintln(os.Stderr, reason, err)
	os.Exit(1)
}

// path is the tlog-tiles path of an entry bundle.
func path(folder string, index, width int64) string {
	text := fmt.Sprintf("%03d", index%1000)
	for rest := index / 1000; rest > 0; rest /= 1000 {
		text = fmt.Sprintf("x%03d/%s", rest%1000, text)
	}
	if width < 256 {
		text += ".p/" + strconv.FormatInt(width, 10)
	}
	return filepath.Join(folder, "tile", "entries", text)
}

func main() {
	folder := os.Args[1]
	keys, err := os.ReadFile(filepath.Join(folder, "vkeys"))
	if err != nil {
		fail("vkeys", err)
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(keys)))
	if err != nil {
		fail("verifier key", err)
	}
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		fail("checkpoint", err)
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		fail("signature", err)
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		fail("size", err)
	}
	var hashes []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			out[i] = hashes[index]
		}
		return out, nil
	})
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		bundle, err := os.ReadFile(path(folder, first/256, width))
		if err != nil {
			fail("bundle", err)
		}
		for i := int64(0); i < width; i++ {
			length := int(binary.BigEndian.Uint16(bundle))
			added, err := tlog.StoredHashes(first+i, bundle[2:2+length], reader)
			if err != nil {
				fail("hashes", err)
			}
			hashes = append(hashes, added...)
			bundle = bundle[2+length:]
		}
	}
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		fail("root", err)
	}
	if base64.StdEncoding.EncodeToString(root[:]) != lines[2] {
		fail("the entries do not give the signed root", nil)
	}
	fmt.Println("verified", size, "entries")
}
