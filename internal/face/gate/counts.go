package gate

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Counts are what an operator may watch: how many requests and answers of which kind. Labels are
// words of ours (a route's pattern, a level), never of a reader, so they cannot grow without end
// and hold nothing about a person.
type Counts struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	checks   *prometheus.CounterVec
}

// NewCounts begins at nought.
func NewCounts() *Counts {
	c := &Counts{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "ringtrue_requests_total", Help: "Requests by route pattern, method and status.",
		}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "ringtrue_request_seconds", Help: "Time taken by route pattern.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route"}),
		checks: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "ringtrue_checks_total", Help: "Messages checked by level, danger and language of the message.",
		}, []string{"level", "danger", "language"}),
	}
	c.registry.MustRegister(c.requests, c.seconds, c.checks, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return c
}

// Request counts one request. Gate calls it.
func (c *Counts) Request(method, route string, status int, took time.Duration) {
	c.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	c.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// Check counts one message by what was answered.
func (c *Counts) Check(level string, danger bool, language string) {
	if language == "" {
		language = "none"
	}
	c.checks.WithLabelValues(level, strconv.FormatBool(danger), language).Inc()
}

// Handler shows the counts at /metrics, for an address of its own.
func (c *Counts) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(c.registry, promhttp.HandlerOpts{}))
	return mux
}
