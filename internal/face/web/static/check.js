/* Help on the Check page and its answer: both work without this file. Nothing is kept anywhere. */
(function () {
  'use strict';
  var form = document.querySelector('form[data-count]'), i;

  /* A mark leads to its reason, which may be folded. */
  function unfold() {
    var at = location.hash && document.getElementById(location.hash.slice(1));
    var fold = at && at.querySelector('details');
    if (fold) fold.open = true;
  }
  window.addEventListener('hashchange', unfold);
  unfold();
  if (!form) return;

  function make(tag, name, text) {
    var e = document.createElement(tag);
    e.className = name;
    e.textContent = text || '';
    return e;
  }

  /* How much was typed. */
  function count(area) {
    var out = make('p', 'count'), show = function () {
      var n = Array.from(area.value).length;
      out.textContent = n ? form.dataset.count.replace('{{.N}}', n.toLocaleString(document.documentElement.lang)) : '';
    };
    area.parentNode.appendChild(out);
    area.addEventListener('input', show);
    show();
  }
  var areas = form.querySelectorAll('textarea');
  for (i = 0; i < areas.length; i++) count(areas[i]);

  /* Which files were chosen, and which are too large or too many. */
  function list(input) {
    var ul = make('ul', 'files'), err = make('p', 'err'), most = +form.dataset.maxMb * 1048576;
    ul.setAttribute('aria-live', 'polite');
    input.parentNode.appendChild(ul);
    input.parentNode.appendChild(err);
    input.addEventListener('change', function () {
      var files = input.files, large = false, j;
      ul.textContent = '';
      for (j = 0; j < files.length; j++) {
        var li = make('li', '');
        li.appendChild(make('bdi', '', files[j].name));
        li.appendChild(make('span', '', (files[j].size / 1048576).toFixed(1) + ' MB'));
        ul.appendChild(li);
        large = large || files[j].size > most;
      }
      err.textContent = files.length > +form.dataset.maxFiles ? form.dataset.many : large ? form.dataset.large : '';
    });
  }
  var inputs = form.querySelectorAll('input[type=file]'), hints = form.querySelectorAll('.with-script');
  for (i = 0; i < inputs.length; i++) list(inputs[i]);
  for (i = 0; i < hints.length; i++) hints[i].hidden = false;

  /* Files may be dropped on the form, or pasted. */
  function take(files) {
    var pictures = new DataTransfer(), other = new DataTransfer(), j;
    for (j = 0; j < files.length; j++) (/^image\//.test(files[j].type) ? pictures : other).items.add(files[j]);
    give('pictures', pictures);
    give('export', other);
  }
  function give(id, box) {
    var input = document.getElementById(id);
    if (!input || !box.files.length) return;
    input.files = box.files;
    input.dispatchEvent(new Event('change'));
    var fold = input.closest('details');
    if (fold) fold.open = true;
  }
  function holds(e) { return e.dataTransfer && Array.from(e.dataTransfer.types).indexOf('Files') >= 0; }
  form.addEventListener('dragover', function (e) {
    if (!holds(e)) return;
    e.preventDefault();
    form.classList.add('dropping');
  });
  form.addEventListener('dragleave', function () { form.classList.remove('dropping'); });
  form.addEventListener('drop', function (e) {
    form.classList.remove('dropping');
    if (!holds(e)) return;
    e.preventDefault();
    take(e.dataTransfer.files);
  });
  form.addEventListener('paste', function (e) {
    if (!e.clipboardData.files.length || e.clipboardData.getData('text')) return;
    e.preventDefault();
    take(e.clipboardData.files);
  });

  /* Reading pictures takes a while: say so, once. */
  var said = make('p', 'note');
  said.setAttribute('role', 'status');
  form.appendChild(said);
  form.addEventListener('submit', function () {
    said.textContent = form.dataset.reading;
    form.classList.add('busy');
  });
  window.addEventListener('pageshow', function () {
    said.textContent = '';
    form.classList.remove('busy');
  });
})();
