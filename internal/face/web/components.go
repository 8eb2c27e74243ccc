package web

import "net/http"

func (s *Site) getComponents(w http.ResponseWriter, r *http.Request) { s.notFound(w, r) }
