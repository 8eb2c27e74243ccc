package web

import "net/http"

// homePage is the three doors.
type homePage struct{ page }

// door is one way in.
type door struct {
	Flow, Class, Icon string
}

var doors = []door{{"student", "", "phone"}, {"family", "kiln", "heart"}, {"bystander", "dusk", "eye"}}

// truths are the keys of the three things that stay true.
var truths = []string{"home.true.1", "home.true.2", "home.true.3"}

func (s *Site) getHome(w http.ResponseWriter, r *http.Request) {
	h := homePage{s.newPage(r, "/")}
	s.write(w, r, http.StatusOK, &h.page, homeView(&h))
}
