/* Leaving, and three small helps. Every page works without this file. */
(function () {
  'use strict';
  var link = document.querySelector('a.exit');

  /* Empties the page first, so that nothing shows while the neutral one loads, and takes this
     page's place in the history, so that Back does not return to it. */
  function leave(e) {
    if (e) e.preventDefault();
    var to = link.href, fields = document.querySelectorAll('textarea,input'), i;
    for (i = 0; i < fields.length; i++) fields[i].value = '';
    document.body.textContent = '';
    window.location.replace(to);
  }

  if (link) {
    link.addEventListener('click', leave);
    var times = 0, last = 0;
    document.addEventListener('keydown', function (e) {
      if (e.key !== 'Escape') { times = 0; return; }
      var now = Date.now();
      times = now - last < 1500 ? times + 1 : 1;
      last = now;
      if (times === 3) leave();
    });
  }

  /* The language menu closes when something else is chosen. */
  var menu = document.querySelector('details.lang');

  /* Another language keeps the place on the page. */
  if (menu) menu.addEventListener('click', function (e) {
    var a = e.target.closest('a');
    if (a) a.hash = window.location.hash;
  });

  document.addEventListener('click', function (e) {
    if (menu && menu.open && !menu.contains(e.target)) menu.open = false;
  });

  /* A sheet can be printed from a button, where the browser can. */
  var print = document.querySelector('[data-print]');
  if (print && window.print) {
    print.hidden = false;
    print.addEventListener('click', function () { window.print(); });
  }

  /* Closed reasons do not print. */
  window.addEventListener('beforeprint', function () {
    var all = document.querySelectorAll('main details'), i;
    for (i = 0; i < all.length; i++) all[i].open = true;
  });
})();
