// node_modules/preact/dist/preact.mjs
var n;
var t;
var r;
var u;
var i;
var f;
var o;
var e;
var l;
var c;
var a;
var s;
var h = /* @__PURE__ */ Symbol.for("pv");
var p = {};
var y = [];
var v = /^m(i|n|o|s|text|space)$/;
var w = Array.isArray;
var d = y.slice;
var _ = Object.assign;
function g(n3) {
  n3 && n3.parentNode && n3.remove();
}
function k(n3, t5, r3) {
  var u3, i3, f3, o3 = {}, e3 = arguments.length;
  for (f3 in t5) "key" == f3 ? u3 = t5[f3] : "ref" == f3 && "function" != typeof n3 ? i3 = t5[f3] : o3[f3] = t5[f3];
  return e3 > 2 && (o3.children = e3 > 3 ? d.call(arguments, 2) : r3), m(n3, o3, u3, i3, null);
}
function m(r3, u3, i3, f3, o3) {
  var e3 = { type: r3, props: u3, key: i3, ref: f3, __k: null, __: null, __b: 0, __e: null, __c: null, constructor: h, __v: o3 || ++t, __i: -1, __u: 0 };
  return !o3 && n.vnode && n.vnode(e3), e3;
}
function $(n3) {
  return n3.children;
}
function x(n3, t5) {
  this.props = n3, this.context = t5, this.__g = 0;
}
function S(n3, t5) {
  if (null == t5) return n3.__ && S(n3.__, n3.__i + 1);
  for (var r3; t5 < n3.__k.length; t5++) if ((r3 = n3.__k[t5]) && r3.__e) return r3.__e;
  return "function" != typeof n3.type || n3.props.__P ? null : S(n3);
}
function C(t5) {
  var r3, u3 = t5.__v, i3 = u3.__e, f3 = [], o3 = [], e3 = t5.__P;
  e3 && ((r3 = _({ constructor: h }, u3)).__v = u3.__v + 1, n.vnode && n.vnode(r3), z(e3, r3, u3, t5.__n, e3.namespaceURI, 32 & u3.__u ? [i3] : null, f3, i3 || S(u3), 32 & u3.__u, o3), r3.__v = u3.__v, r3.__.__k[r3.__i] = r3, E(f3, r3, o3), u3.__ = u3.__e = null, r3.__e != i3 && j(r3));
}
function j(n3) {
  if ((n3 = n3.__) && n3.__c && !n3.props.__P) return n3.__e = null, n3.__k.some(function(t5) {
    return t5 && (n3.__e = t5.__e);
  }), j(n3);
}
function L(t5) {
  (8 & t5.__g || (t5.__g |= 8, u.push(t5), f++)) && i == n.debounceRendering || ((i = n.debounceRendering) || queueMicrotask)(H);
}
function H() {
  try {
    for (var n3, t5 = 1; u.length; ) u.length > t5 && u.sort(o), n3 = u.shift(), t5 = u.length, 8 & n3.__g && C(n3);
  } finally {
    (f = u.length) && (i || queueMicrotask)(H);
  }
}
function I(n3, t5, r3, u3, i3, f3, o3, e3, l3, c3, a3) {
  var s3, h3, v3, w3, d3, _3, g3 = u3.__k || y, k3 = t5.length;
  for (l3 = q(r3, t5, g3, l3, k3), s3 = 0; s3 < k3; s3++) null != (v3 = r3.__k[s3]) && (h3 = ~v3.__i && g3[v3.__i] || p, v3.__i = s3, _3 = z(n3, v3, h3, i3, f3, o3, e3, l3, c3, a3), w3 = v3.__e, (h3.ref != v3.ref || 8 & h3.__u) && (h3.ref && G(h3.ref, null, v3, h3), v3.ref && a3.push(v3.ref, v3.__c || w3, v3)), d3 = d3 || w3, 4 & v3.__u ? (l3 = A(v3, l3, n3, !h3.__v), h3.__e && (h3.__e = null)) : "function" == typeof v3.type && void 0 !== _3 ? l3 = _3 : w3 && (l3 = w3.nextSibling), v3.__u &= -21);
  return r3.__e = d3, l3;
}
function q(n3, t5, r3, u3, i3) {
  var f3, o3, e3, l3, c3, a3, s3, p3, y3, v3 = r3.length, d3 = v3, _3 = 0, g3 = 0, k3 = n3.__k = Array(i3);
  for (f3 = 0; f3 < i3; f3++) null != (o3 = t5[f3]) && "boolean" != typeof o3 && "function" != typeof o3 ? ("object" != typeof o3 || o3.constructor === String ? o3 = k3[f3] = m(null, o3) : w(o3) ? o3 = k3[f3] = m($, { children: o3 }) : o3.constructor === h && o3.__b ? o3 = k3[f3] = m(o3.type, o3.props, o3.key, o3.ref, o3.__v) : k3[f3] = o3, l3 = f3 + _3, o3.__ = n3, o3.__b = n3.__b + 1, e3 = null, ~(c3 = o3.__i = P(o3, r3, l3, d3)) && (d3--, (e3 = r3[c3]) && (e3.__u |= 2)), e3 && e3.__v ? (o3.__u |= 16, c3 == l3 - 1 ? _3-- : c3 == l3 + 1 ? _3++ : c3 != l3 && (c3 > l3 ? _3-- : _3++, g3 = 1)) : (~c3 || (i3 > v3 ? _3-- : i3 < v3 && _3++), "function" != typeof o3.type && (o3.__u |= 4))) : k3[f3] = null;
  if (g3) {
    for (a3 = [], s3 = [], f3 = 0; f3 < i3; f3++) if ((o3 = k3[f3]) && 16 & o3.__u) {
      for (_3 = 0, p3 = a3.length; _3 < p3; ) a3[y3 = _3 + p3 >> 1] < o3.__i ? _3 = y3 + 1 : p3 = y3;
      a3[_3] = o3.__i, s3[f3] = _3 + 1;
    }
    for (_3 = a3.length; f3--; ) s3[f3] && (s3[f3] == _3 ? _3-- : k3[f3].__u |= 4);
  }
  if (d3) for (f3 = 0; f3 < v3; f3++) !(e3 = r3[f3]) || 2 & e3.__u || (e3.__e == u3 && (u3 = S(e3)), J(e3, e3));
  return u3;
}
function A(n3, t5, r3, u3) {
  var i3, f3, o3, e3;
  if ("function" == typeof n3.type) {
    if (n3.props.__P) return t5;
    if (i3 = n3.__k) for (f3 = 0; f3 < i3.length; f3++) i3[f3] && (i3[f3].__ = n3, t5 = A(i3[f3], t5, r3, false));
    return t5;
  }
  for (t5 && !t5.parentNode && (t5 = S(n3)) && !t5.parentNode && (t5 = null), o3 = n3.__e, e3 = t5; e3 && 8 == e3.nodeType; ) e3 = e3.nextSibling;
  for (o3 != e3 && (!u3 && r3.moveBefore && o3.parentNode ? r3.moveBefore(o3, t5) : r3.insertBefore(o3, t5 || null)), t5 = o3; (t5 = t5 && t5.nextSibling) && 8 == t5.nodeType && !t5.data.startsWith("$s"); ) ;
  return t5;
}
function P(n3, t5, r3, u3) {
  var i3, f3 = n3.key, o3 = n3.type, e3 = t5[r3], l3 = e3 && !(2 & e3.__u);
  if (null === e3 && null == f3 || l3 && f3 == e3.key && o3 == e3.type) return r3;
  if (u3 > (l3 ? 1 : 0)) {
    for (i3 = r3 - 1; i3 >= 0; i3--) if ((e3 = t5[i3]) && !(2 & e3.__u) && f3 == e3.key && o3 == e3.type) return i3;
    for (i3 = r3 + 1; i3 < t5.length; i3++) if ((e3 = t5[i3]) && !(2 & e3.__u) && f3 == e3.key && o3 == e3.type) return i3;
  }
  return -1;
}
function T(n3, t5, r3) {
  null == r3 && (r3 = ""), "-" == t5[0] ? n3.setProperty(t5, r3) : n3[t5] = r3;
}
function N(n3, t5, r3, u3, i3) {
  var f3, o3;
  if ("style" == t5) if ("string" == typeof r3) n3.style.cssText = r3;
  else {
    if ("string" == typeof u3 && (n3.style.cssText = u3 = ""), u3) for (t5 in u3) r3 && t5 in r3 || T(n3.style, t5);
    if (r3) for (t5 in r3) u3 && r3[t5] == u3[t5] || T(n3.style, t5, r3[t5]);
  }
  else if ("o" == t5[0] && "n" == t5[1]) "function" != typeof r3 && (r3 = null), "function" != typeof u3 && (u3 = null), (n3.__e || (n3.__e = {}))[t5] = r3, r3 && u3 || (o3 = a[t5] || (a[t5] = V(t5)), (n3.__a || (n3.__a = {}))[t5] = c, f3 = t5 != (t5 = t5.replace(l, "$1")), (t5 = t5.slice(2))[0] < "a" && (t5 = t5.toLowerCase()), r3 ? n3.addEventListener(t5, o3, f3) : n3.removeEventListener(t5, o3, f3));
  else {
    if ("http://www.w3.org/2000/svg" == i3) t5 = t5.replace(/xlink(H|:h)/, "h").replace(/sName$/, "s");
    else if ("width" != t5 && "height" != t5 && "href" != t5 && "list" != t5 && "form" != t5 && "tabIndex" != t5 && "download" != t5 && "rowSpan" != t5 && "colSpan" != t5 && "role" != t5 && "popover" != t5 && t5 in n3) try {
      return void (n3[t5] = null == r3 ? "" : r3);
    } catch (n4) {
    }
    if ("function" == typeof r3) return;
    null == r3 || false === r3 && "-" != t5[4] ? n3.removeAttribute(t5) : n3.setAttribute(t5, "popover" == t5 && 1 == r3 ? "" : r3);
  }
}
function V(t5) {
  return function(r3) {
    var u3 = this.__e;
    if (u3) {
      if (u3 = u3[t5], null == r3[e]) r3[e] = c++;
      else if (r3[e] < this.__a[t5]) return;
      return u3(n.event ? n.event(r3) : r3);
    }
  };
}
function z(t5, r3, u3, i3, f3, o3, e3, l3, c3, a3) {
  var s3, p3, v3, d3, k3, b, m3, M, C3, j2, L2, H2, q2, A3, O, P3, T3, N2, V2 = r3.type;
  if (r3.constructor !== h) return null;
  128 & u3.__u && (c3 = 32 & u3.__u, s3 = u3.__c.__z) && (r3.__u |= c3, p3 = o3 = [], 8 == s3.nodeType ? l3 = B(s3, o3) : o3.push(s3), l3 = o3[0] || l3), (s3 = n.__b) && s3(r3);
  n: if ("function" == typeof V2) {
    v3 = e3.length;
    try {
      if (M = r3.props, C3 = (s3 = V2.prototype) && s3.render, j2 = (s3 = V2.contextType) && i3[s3.__c], L2 = s3 ? j2 ? j2.props.value : s3.__ : i3, (d3 = u3.__c) ? (r3.__c = d3, 2 & d3.__g && (d3.__g |= 1)) : (C3 ? r3.__c = d3 = new V2(M, L2) : (r3.__c = d3 = new x(M, L2), d3.constructor = V2, d3.render = K), j2 && j2.sub(d3), d3.state || (d3.state = {}), d3.__n = i3, d3.__g |= 8, d3.__h = [], d3.__k = []), C3 && (d3.__s || (d3.__s = d3.state), V2.getDerivedStateFromProps && (d3.__s == d3.state && (d3.__s = _({}, d3.__s)), _(d3.__s, V2.getDerivedStateFromProps(M, d3.__s)))), k3 = d3.props, b = d3.state, d3.__v = r3, u3.__c) {
        if (M !== k3 && C3 && !V2.getDerivedStateFromProps && d3.componentWillReceiveProps && d3.componentWillReceiveProps(M, L2), r3.__v == u3.__v && !(8 & d3.__g) || !(4 & d3.__g) && d3.shouldComponentUpdate && false === d3.shouldComponentUpdate(M, d3.__s, L2)) {
          r3.__v != u3.__v && (d3.props = M, d3.state = d3.__s, d3.__g &= -9), r3.__e = u3.__e, r3.__k = u3.__k, r3.__k.some(function(n3) {
            n3 && (n3.__ = r3);
          }), y.push.apply(d3.__h, d3.__k), d3.__k = [], d3.__h.length && e3.push(d3), l3 = S(u3);
          break n;
        }
        d3.componentWillUpdate && d3.componentWillUpdate(M, d3.__s, L2), C3 && d3.componentDidUpdate && d3.__h.push(function() {
          d3.componentDidUpdate(k3, b, m3);
        });
      } else C3 && !V2.getDerivedStateFromProps && d3.componentWillMount && d3.componentWillMount(), C3 && d3.componentDidMount && d3.__h.push(d3.componentDidMount);
      d3.context = L2, d3.props = M, d3.__P = t5, d3.__g &= -5, H2 = n.__r, q2 = C3 ? 25 : 0;
      do {
        d3.__g &= -9, H2 && H2(r3), s3 = d3.render(d3.props, d3.state = d3.__s, d3.context);
      } while (8 & d3.__g && ++q2 < 25);
      C3 && (y.push.apply(d3.__h, d3.__k), d3.__k = []), d3.state = d3.__s, d3.getChildContext && (i3 = _({}, i3, d3.getChildContext())), C3 && u3.__c && d3.getSnapshotBeforeUpdate && (m3 = d3.getSnapshotBeforeUpdate(k3, b)), A3 = s3 && s3.type === $ && null == s3.key ? s3.props.children : s3, M.__P && (s3 = l3, f3 = (t5 = M.__P).namespaceURI, c3 = o3 = null, u3.props && u3.props.__P != t5 && (u3.__k.some(function(n3) {
        n3 && J(n3, n3);
      }), u3.__k = null), l3 = u3.__k ? S(u3, 0) : null), l3 = I(t5, w(A3) ? A3 : [A3], r3, u3, i3, f3, o3, e3, l3, c3, a3), M.__P && (r3.__e = null, l3 = s3), r3.__u &= -161, p3 && p3.some(g), d3.__h.length && e3.push(d3), 1 & d3.__g && (d3.__g &= -4);
    } catch (t6) {
      if (e3.length = v3, r3.__v = null, c3 || o3) if (t6 && t6.then) {
        if (r3.__u |= 128 | c3, o3) {
          for (~(T3 = o3.indexOf(l3 || void 0)) || (T3 = o3.length); (N2 = o3[T3 - 1]) && 8 == N2.nodeType; ) T3--;
          for (; T3 < o3.length; T3++) if (N2 = o3[T3]) if (o3[T3] = null, O) {
            if (N2 == P3) break;
          } else {
            if (8 != N2.nodeType) break;
            N2.data.startsWith("$s") && (P3 = B(O = N2));
          }
        }
        if (!O) {
          for (; l3 && 8 == l3.nodeType && l3.nextSibling; ) l3 = l3.nextSibling;
          O = l3;
        }
        (s3 = B(O = r3.__c.__z || (r3.__c.__z = O))) ? (r3.__e = O, l3 = s3) : r3.__e = l3, l3 = l3 && l3.nextSibling;
      } else o3 && o3.some(g);
      else r3.__e = u3.__e;
      r3.__k || (r3.__k = u3.__k || []), t6 && t6.then || D(r3), n.__e(t6, r3, u3);
    }
  } else l3 = r3.__e = F(u3.__e, r3, u3, i3, f3, o3, e3, c3, a3, t5);
  return (s3 = n.diffed) && s3(r3), l3;
}
function B(n3, t5) {
  if (n3 && 8 == n3.nodeType && n3.data.startsWith("$s")) for (var r3 = 1; n3 = n3.nextSibling; ) {
    if (8 == n3.nodeType) {
      if (n3.data.startsWith("$s")) r3++;
      else if (n3.data.startsWith("/$s") && !--r3) return n3;
    }
    t5 && t5.push(n3);
  }
}
function D(n3) {
  n3 && (n3.__c && (n3.__c.__g |= 4), n3.__k && n3.__k.some(D));
}
function E(t5, r3, u3) {
  for (var i3 = 0; i3 < u3.length; ) G(u3[i3++], u3[i3++], u3[i3++]);
  n.__c && n.__c(r3, t5), t5.some(function(r4) {
    try {
      t5 = r4.__h, r4.__h = [], t5.some(function(n3) {
        n3.call(r4);
      });
    } catch (t6) {
      n.__e(t6, r4.__v);
    }
  });
}
function F(t5, r3, u3, i3, f3, o3, e3, l3, c3, a3) {
  var s3, h3, y3, _3, k3, b, m3, M, $2 = u3.props || p, x2 = r3.props, C3 = r3.type;
  if ("svg" == C3 ? f3 = "http://www.w3.org/2000/svg" : "math" == C3 ? f3 = "http://www.w3.org/1998/Math/MathML" : f3 || (f3 = "http://www.w3.org/1999/xhtml"), o3) {
    for (s3 = 0; s3 < o3.length; s3++) if ((k3 = o3[s3]) && (C3 ? k3.localName == C3 : 3 == k3.nodeType)) {
      t5 = k3, o3[s3] = null;
      break;
    }
  }
  if (!t5) {
    if (M = a3.ownerDocument || document, !C3) return M.createTextNode(x2);
    t5 = M.createElementNS(f3, C3, x2.is ? x2 : a3), l3 && (n.__m && n.__m(r3, o3), l3 = false), o3 = null;
  }
  if (C3) {
    if (a3 = "template" == C3 && t5.content || t5, o3 = "textarea" == C3 && null != x2.defaultValue ? null : o3 && d.call(a3.childNodes), !l3 && o3) for ($2 = {}, s3 = 0; s3 < t5.attributes.length; s3++) $2[(k3 = t5.attributes[s3]).name] = k3.value;
    for (s3 in $2) k3 = $2[s3], "dangerouslySetInnerHTML" == s3 ? y3 = k3 : "children" == s3 || s3 in x2 || "value" == s3 && "defaultValue" in x2 || "checked" == s3 && "defaultChecked" in x2 || N(t5, s3, null, k3, f3);
    for (s3 in x2) k3 = x2[s3], "children" == s3 ? _3 = k3 : "dangerouslySetInnerHTML" == s3 ? h3 = k3 : "value" == s3 ? b = k3 : "checked" == s3 ? m3 = k3 : l3 && "function" != typeof k3 || $2[s3] === k3 || N(t5, s3, k3, $2[s3], f3);
    h3 ? (l3 || y3 && (h3.__html == y3.__html || h3.__html == t5.innerHTML) || (t5.innerHTML = h3.__html), r3.__k = []) : (y3 && (t5.textContent = ""), ("foreignObject" == C3 || "http://www.w3.org/1998/Math/MathML" == f3 && v.test(C3)) && (f3 = "http://www.w3.org/1999/xhtml"), I(a3, w(_3) ? _3 : [_3], r3, u3, i3, f3, o3, e3, o3 ? o3[0] : u3.__k && S(u3, 0), l3, c3), o3 && o3.some(g)), l3 && "textarea" != C3 || (s3 = "value", "progress" == C3 && null == b ? t5.removeAttribute(s3) : null == b || b === t5[s3] && ("progress" != C3 || b) || N(t5, s3, b, $2[s3], f3), s3 = "checked", null != m3 && m3 != t5[s3] && N(t5, s3, m3, $2[s3], f3));
  } else $2 === x2 || l3 && t5.data == x2 || (t5.data = x2);
  return t5;
}
function G(t5, r3, u3, i3) {
  try {
    "function" == typeof t5 ? r3 ? r3.__x = t5(r3) || 1 : i3 && (i3 = i3.__c || i3.__e) && (r3 = i3.__x) && (i3.__x = null, "function" == typeof r3 ? r3() : t5(null)) : t5.current = r3;
  } catch (t6) {
    n.__e(t6, u3);
  }
}
function J(t5, r3, u3) {
  var i3, f3, o3, e3;
  if (n.unmount && n.unmount(t5), !(i3 = t5.ref) || i3.current && i3.current != t5.__e || G(i3, null, r3, t5), i3 = t5.__c) {
    if (i3.componentWillUnmount) try {
      i3.componentWillUnmount();
    } catch (t6) {
      n.__e(t6, r3);
    }
    i3.__P = i3.__n = null;
  }
  if (i3 = t5.__k) for (e3 = 0; e3 < i3.length; e3++) i3[e3] && J(i3[e3], r3, "function" != typeof t5.type || u3 && !t5.props.__P);
  !u3 && (i3 = t5.__c) && (i3 = i3.__z) && (f3 = B(i3, o3 = [])) && (i3 == t5.__e && o3.some(g), g(f3), g(i3)), u3 || g(t5.__e), t5.__e = t5.__c = t5.__ = null;
}
function K(n3, t5, r3) {
  return this.constructor(n3, r3);
}
function Q(t5, r3) {
  var u3, i3, f3, o3;
  n.__ && n.__(t5, r3), 9 == r3.nodeType && (r3 = r3.documentElement), i3 = (u3 = t5 && 32 & t5.__u) ? null : r3.__k, r3.__k = m($, { children: [t5] }), f3 = [], o3 = [], z(r3, r3.__k, i3 || p, p, r3.namespaceURI, i3 ? null : r3.firstChild ? d.call(r3.childNodes) : null, f3, i3 ? i3.__e : r3.firstChild, u3, o3), E(f3, r3.__k, o3), r3.__k.props.children = null;
}
n = { __e: function(n3, t5, r3, u3) {
  for (var i3, o3, e3; t5 = t5.__; ) if ((i3 = t5.__c) && !(1 & i3.__g)) {
    i3.__g |= 4;
    try {
      if ((e3 = (o3 = i3.constructor) && o3.getDerivedStateFromError) && i3.setState(o3.getDerivedStateFromError(n3)), i3.componentDidCatch && (i3.componentDidCatch(n3, u3 || {}), e3 = 1), e3 && 8 & i3.__g) return void (i3.__g |= 2);
    } catch (t6) {
      n3 = t6;
    }
  }
  throw f = 0, n3;
} }, t = 0, r = function(n3) {
  return null != n3 && n3.constructor === h;
}, x.prototype.setState = function(n3, t5) {
  var r3 = this.__s;
  r3 && r3 != this.state || (r3 = this.__s = _({}, this.state)), "function" == typeof n3 && (n3 = n3(_({}, r3), this.props)), n3 && (_(r3, n3), this.__v && (t5 && this.__k.push(t5), L(this)));
}, x.prototype.forceUpdate = function(n3) {
  this.__v && (this.__g |= 4, n3 && this.__h.push(n3), L(this));
}, x.prototype.render = $, u = [], f = 0, o = function(n3, t5) {
  return n3.__v.__b - t5.__v.__b;
}, e = /* @__PURE__ */ Symbol(), l = /(PointerCapture)$|Capture$/i, c = 0, a = {}, s = 0;

// node_modules/preact/hooks/dist/hooks.mjs
var t2;
var r2;
var u2;
var i2;
var o2 = Object.is;
var f2 = 0;
var c2 = [];
var e2 = [];
var a2 = n;
var v2 = a2.__b;
var l2 = a2.__r;
var m2 = a2.diffed;
var h2 = a2.__c;
var s2 = a2.unmount;
var p2 = a2.__;
function y2(n3, t5) {
  a2.__h && a2.__h(r2, n3, f2 || t5), f2 = 0;
  var u3 = r2.__H || (r2.__H = { __: [], __h: [] });
  return n3 >= u3.__.length && u3.__.push({}), u3.__[n3];
}
function d2(n3) {
  return f2 = 1, _2(G2, n3);
}
function _2(n3, u3, i3) {
  var f3 = y2(t2++, 2);
  if (f3.t = n3, !f3.__c && (f3.__ = [i3 ? i3(u3) : G2(void 0, u3), function(n4) {
    var t5 = (f3.__N || f3.__)[0], r3 = f3.t(t5, n4);
    o2(t5, r3) || (f3.__N = [r3, f3.__[1]], f3.__c.setState({}));
  }], f3.__c = r2, !r2.__f)) {
    r2.__f = true;
    var c3 = r2.shouldComponentUpdate;
    r2.shouldComponentUpdate = function(n4, t5, r3) {
      var u4 = this.__H;
      if (!u4) return true;
      var i4 = false, f4 = this.props != n4;
      if (u4.__.some(function(n5) {
        n5.__N && (i4 = true, o2(n5.__[0], n5.__N[0]) || (f4 = true));
      }), c3) {
        var e3 = c3.call(this, n4, t5, r3);
        return i4 ? e3 || f4 : e3;
      }
      return !i4 || f4;
    };
  }
  return f3.__;
}
function A2(n3, u3) {
  var i3 = y2(t2++, 3);
  !a2.__s && E2(i3.__H, u3) && (i3.__P = true, i3.__ = n3, i3.u = u3, r2.__H.__h.push(i3));
}
function T2(n3) {
  return f2 = 5, w2(function() {
    return { current: n3 };
  }, []);
}
function w2(n3, r3) {
  var u3 = y2(t2++, 7);
  return E2(u3.__H, r3) && (u3.__ = n3(), u3.__H = r3), u3.__;
}
function P2() {
  var n3 = y2(t2++, 11);
  if (!n3.__) {
    for (var u3 = r2.__v; !u3.__m && u3.__; ) u3 = u3.__;
    var i3 = u3.__m || (u3.__m = [0, 0]);
    n3.__ = "P" + i3[0] + "-" + i3[1]++;
  }
  return n3.__;
}
function g2() {
  var n3;
  do {
    for (; n3 = e2.shift(); ) try {
      C2(n3);
    } catch (t6) {
      a2.__e(t6, { __: (n3 = n3.__P) && n3.__v });
    }
    for (; n3 = c2.shift(); ) {
      var t5 = n3.__H;
      if (n3.__P && t5) try {
        t5.__h.some(C2), t5.__h.some(D2), t5.__h = [];
      } catch (r3) {
        t5.__h = [], a2.__e(r3, n3.__v);
      }
    }
  } while (e2.length);
}
a2.__b = function(n3) {
  r2 = null, v2 && v2(n3);
}, a2.__ = function(n3, t5) {
  n3 && t5.__k && t5.__k.__m && (n3.__m = t5.__k.__m), p2 && p2(n3, t5);
}, a2.__r = function(n3) {
  l2 && l2(n3), t2 = 0;
  var i3 = (r2 = n3.__c).__H;
  i3 && (u2 == r2 ? r2.__h = [] : (i3.__h.some(C2), i3.__h.some(D2), t2 = 0), i3.__h = [], i3.__.some(function(n4) {
    n4.__N && (n4.__ = n4.__N), n4.u = n4.__N = void 0;
  })), u2 = r2;
}, a2.diffed = function(n3) {
  m2 && m2(n3);
  var t5 = n3.__c;
  t5 && t5.__H && (t5.__H.__h.length && B2(c2.push(t5)), t5.__H.__.some(function(n4) {
    n4.u && (n4.__H = n4.u);
  })), u2 = r2 = null;
}, a2.__c = function(n3, t5) {
  t5.some(function(n4) {
    try {
      n4.__h.some(C2), n4.__h = n4.__h.filter(function(n5) {
        return !n5.__ || D2(n5);
      });
    } catch (t6) {
      n4.__h = [function() {
        throw t6;
      }];
    }
  }), h2 && h2(n3, t5);
}, a2.unmount = function(n3) {
  s2 && s2(n3);
  var t5, r3, u3 = n3.__c;
  u3 && u3.__H && (u3.__H.__.some(function(u4) {
    try {
      if (u4.__P && u4.__c) {
        if (void 0 === r3) {
          for (r3 = n3.__; r3 && (!r3.__c || !r3.__c.__P); ) r3 = r3.__;
          r3 = r3 && r3.__c;
        }
        u4.__P = r3, B2(e2.push(u4));
      } else C2(u4);
    } catch (n4) {
      t5 = n4;
    }
  }), u3.__H = void 0, t5 && a2.__e(t5, u3.__v));
};
var k2 = "function" == typeof requestAnimationFrame;
function z2(n3) {
  var t5, r3 = function() {
    clearTimeout(u3), k2 && cancelAnimationFrame(t5), setTimeout(n3);
  }, u3 = setTimeout(r3, 35);
  k2 && (t5 = requestAnimationFrame(r3));
}
function B2(n3) {
  1 != n3 && i2 == a2.requestAnimationFrame || ((i2 = a2.requestAnimationFrame) || z2)(g2);
}
function C2(n3) {
  var t5 = r2, u3 = n3.__c;
  "function" == typeof u3 && (n3.__c = void 0, u3()), r2 = t5;
}
function D2(n3) {
  var t5 = r2;
  n3.__c = n3.__(), r2 = t5;
}
function E2(n3, t5) {
  return !n3 || n3.length != t5.length || t5.some(function(t6, r3) {
    return !o2(t6, n3[r3]);
  });
}
function G2(n3, t5) {
  return "function" == typeof t5 ? t5(n3) : t5;
}

// src/api.js
var Refusal = class extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
};
var tenant = kept();
function kept() {
  return localStorage.getItem("kunci-tenant") ?? "";
}
var shownTenant = () => tenant;
function showTenant(name) {
  tenant = name;
  localStorage.setItem("kunci-tenant", name);
}
async function call(method, path, body) {
  let response;
  try {
    const headers = { "x-kunci-console": "1", "content-type": "application/json", ...tenant && { "x-kunci-tenant": tenant } };
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body), credentials: "same-origin" });
  } catch {
    throw new Refusal(0, "unreachable", "");
  }
  const told2 = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, told2.code ?? "refused", told2.detail ?? "");
  return told2;
}
var command = (name, body = {}) => call("POST", `/commands/${name}`, body);
var standing = () => call("GET", "/access");
var signIn = (password) => call("POST", "/access", { password });
var signOut = () => call("DELETE", "/access");
var changes = (after) => call("GET", `/changes/${after}`);

// node_modules/htm/dist/htm.module.js
var n2 = function(t5, s3, r3, e3) {
  var u3;
  s3[0] = 0;
  for (var h3 = 1; h3 < s3.length; h3++) {
    var p3 = s3[h3++], a3 = s3[h3] ? (s3[0] |= p3 ? 1 : 2, r3[s3[h3++]]) : s3[++h3];
    3 === p3 ? e3[0] = a3 : 4 === p3 ? e3[1] = Object.assign(e3[1] || {}, a3) : 5 === p3 ? (e3[1] = e3[1] || {})[s3[++h3]] = a3 : 6 === p3 ? e3[1][s3[++h3]] += a3 + "" : p3 ? (u3 = t5.apply(a3, n2(t5, a3, r3, ["", null])), e3.push(u3), a3[0] ? s3[0] |= 2 : (s3[h3 - 2] = 0, s3[h3] = u3)) : e3.push(a3);
  }
  return e3;
};
var t3 = /* @__PURE__ */ new Map();
function htm_module_default(s3) {
  var r3 = t3.get(this);
  return r3 || (r3 = /* @__PURE__ */ new Map(), t3.set(this, r3)), (r3 = n2(this, r3.get(s3) || (r3.set(s3, r3 = (function(n3) {
    for (var t5, s4, r4 = 1, e3 = "", u3 = "", h3 = [0], p3 = function(n4) {
      1 === r4 && (n4 || (e3 = e3.replace(/^\s*\n\s*|\s*\n\s*$/g, ""))) ? h3.push(0, n4, e3) : 3 === r4 && (n4 || e3) ? (h3.push(3, n4, e3), r4 = 2) : 2 === r4 && "..." === e3 && n4 ? h3.push(4, n4, 0) : 2 === r4 && e3 && !n4 ? h3.push(5, 0, true, e3) : r4 >= 5 && ((e3 || !n4 && 5 === r4) && (h3.push(r4, 0, e3, s4), r4 = 6), n4 && (h3.push(r4, n4, 0, s4), r4 = 6)), e3 = "";
    }, a3 = 0; a3 < n3.length; a3++) {
      a3 && (1 === r4 && p3(), p3(a3));
      for (var l3 = 0; l3 < n3[a3].length; l3++) t5 = n3[a3][l3], 1 === r4 ? "<" === t5 ? (p3(), h3 = [h3], r4 = 3) : e3 += t5 : 4 === r4 ? "--" === e3 && ">" === t5 ? (r4 = 1, e3 = "") : e3 = t5 + e3[0] : u3 ? t5 === u3 ? u3 = "" : e3 += t5 : '"' === t5 || "'" === t5 ? u3 = t5 : ">" === t5 ? (p3(), r4 = 1) : r4 && ("=" === t5 ? (r4 = 5, s4 = e3, e3 = "") : "/" === t5 && (r4 < 5 || ">" === n3[a3][l3 + 1]) ? (p3(), 3 === r4 && (h3 = h3[0]), r4 = h3, (h3 = h3[0]).push(2, 0, r4), r4 = 0) : " " === t5 || "	" === t5 || "\n" === t5 || "\r" === t5 ? (p3(), r4 = 2) : e3 += t5), 3 === r4 && "!--" === e3 && (r4 = 4, h3 = h3[0]);
    }
    return p3(), h3;
  })(s3)), r3), arguments, [])).length > 1 ? r3 : r3[0];
}

// node_modules/@fluent/bundle/esm/types.js
var FluentType = class {
  /**
   * Create a `FluentType` instance.
   *
   * @param value The JavaScript value to wrap.
   */
  constructor(value) {
    this.value = value;
  }
  /**
   * Unwrap the raw value stored by this `FluentType`.
   */
  valueOf() {
    return this.value;
  }
};
var FluentNone = class extends FluentType {
  /**
   * Create an instance of `FluentNone` with an optional fallback value.
   * @param value The fallback value of this `FluentNone`.
   */
  constructor(value = "???") {
    super(value);
  }
  /**
   * Format this `FluentNone` to the fallback string.
   */
  toString(scope) {
    return `{${this.value}}`;
  }
};
var FluentNumber = class extends FluentType {
  /**
   * Create an instance of `FluentNumber` with options to the
   * `Intl.NumberFormat` constructor.
   *
   * @param value The number value of this `FluentNumber`.
   * @param opts Options which will be passed to `Intl.NumberFormat`.
   */
  constructor(value, opts = {}) {
    super(value);
    this.opts = opts;
  }
  /**
   * Format this `FluentNumber` to a string.
   */
  toString(scope) {
    if (scope) {
      try {
        const nf = scope.memoizeIntlObject(Intl.NumberFormat, this.opts);
        return nf.format(this.value);
      } catch (err) {
        scope.reportError(err);
      }
    }
    return this.value.toString(10);
  }
};
var FluentDateTime = class _FluentDateTime extends FluentType {
  static supportsValue(value) {
    if (typeof value === "number")
      return true;
    if (value instanceof Date)
      return true;
    if (value instanceof FluentType)
      return _FluentDateTime.supportsValue(value.valueOf());
    if ("Temporal" in globalThis) {
      const _Temporal = globalThis.Temporal;
      if (value instanceof _Temporal.Instant || value instanceof _Temporal.PlainDateTime || value instanceof _Temporal.PlainDate || value instanceof _Temporal.PlainMonthDay || value instanceof _Temporal.PlainTime || value instanceof _Temporal.PlainYearMonth) {
        return true;
      }
    }
    return false;
  }
  /**
   * Create an instance of `FluentDateTime` with options to the
   * `Intl.DateTimeFormat` constructor.
   *
   * @param value The number value of this `FluentDateTime`, in milliseconds.
   * @param opts Options which will be passed to `Intl.DateTimeFormat`.
   */
  constructor(value, opts = {}) {
    if (value instanceof _FluentDateTime) {
      opts = { ...value.opts, ...opts };
      value = value.value;
    } else if (value instanceof FluentType) {
      value = value.valueOf();
    }
    if (typeof value === "object" && "calendarId" in value && opts.calendar === void 0) {
      opts = { ...opts, calendar: value.calendarId };
    }
    super(value);
    this.opts = opts;
  }
  [Symbol.toPrimitive](hint) {
    return hint === "string" ? this.toString() : this.toNumber();
  }
  /**
   * Convert this `FluentDateTime` to a number.
   * Note that this isn't always possible due to the nature of Temporal objects.
   * In such cases, a TypeError will be thrown.
   */
  toNumber() {
    const value = this.value;
    if (typeof value === "number")
      return value;
    if (value instanceof Date)
      return value.getTime();
    if ("epochMilliseconds" in value) {
      return value.epochMilliseconds;
    }
    if ("toZonedDateTime" in value) {
      return value.toZonedDateTime("UTC").epochMilliseconds;
    }
    throw new TypeError("Unwrapping a non-number value as a number");
  }
  /**
   * Format this `FluentDateTime` to a string.
   */
  toString(scope) {
    if (scope) {
      try {
        const dtf = scope.memoizeIntlObject(Intl.DateTimeFormat, this.opts);
        return dtf.format(this.value);
      } catch (err) {
        scope.reportError(err);
      }
    }
    if (typeof this.value === "number" || this.value instanceof Date) {
      return new Date(this.value).toISOString();
    }
    return this.value.toString();
  }
};

// node_modules/@fluent/bundle/esm/resolver.js
var MAX_PLACEABLES = 100;
var FSI = "⁨";
var PDI = "⁩";
function match(scope, selector, key) {
  if (key === selector) {
    return true;
  }
  if (key instanceof FluentNumber && selector instanceof FluentNumber && key.value === selector.value) {
    return true;
  }
  if (selector instanceof FluentNumber && typeof key === "string") {
    let category = scope.memoizeIntlObject(Intl.PluralRules, selector.opts).select(selector.value);
    if (key === category) {
      return true;
    }
  }
  return false;
}
function getDefault(scope, variants, star) {
  if (variants[star]) {
    return resolvePattern(scope, variants[star].value);
  }
  scope.reportError(new RangeError("No default"));
  return new FluentNone();
}
function getArguments(scope, args) {
  const positional = [];
  const named = /* @__PURE__ */ Object.create(null);
  for (const arg of args) {
    if (arg.type === "narg") {
      named[arg.name] = resolveExpression(scope, arg.value);
    } else {
      positional.push(resolveExpression(scope, arg));
    }
  }
  return { positional, named };
}
function resolveExpression(scope, expr) {
  switch (expr.type) {
    case "str":
      return expr.value;
    case "num":
      return new FluentNumber(expr.value, {
        minimumFractionDigits: expr.precision
      });
    case "var":
      return resolveVariableReference(scope, expr);
    case "mesg":
      return resolveMessageReference(scope, expr);
    case "term":
      return resolveTermReference(scope, expr);
    case "func":
      return resolveFunctionReference(scope, expr);
    case "select":
      return resolveSelectExpression(scope, expr);
    default:
      return new FluentNone();
  }
}
function resolveVariableReference(scope, { name }) {
  let arg;
  if (scope.params) {
    if (Object.prototype.hasOwnProperty.call(scope.params, name)) {
      arg = scope.params[name];
    } else {
      return new FluentNone(`$${name}`);
    }
  } else if (scope.args && Object.prototype.hasOwnProperty.call(scope.args, name)) {
    arg = scope.args[name];
  } else {
    scope.reportError(new ReferenceError(`Unknown variable: $${name}`));
    return new FluentNone(`$${name}`);
  }
  if (arg instanceof FluentType) {
    return arg;
  }
  switch (typeof arg) {
    case "string":
      return arg;
    case "number":
      return new FluentNumber(arg);
    case "object":
      if (FluentDateTime.supportsValue(arg)) {
        return new FluentDateTime(arg);
      }
    // eslint-disable-next-line no-fallthrough
    default:
      scope.reportError(new TypeError(`Variable type not supported: $${name}, ${typeof arg}`));
      return new FluentNone(`$${name}`);
  }
}
function resolveMessageReference(scope, { name, attr }) {
  const message = scope.bundle._messages.get(name);
  if (!message) {
    scope.reportError(new ReferenceError(`Unknown message: ${name}`));
    return new FluentNone(name);
  }
  if (attr) {
    const attribute = message.attributes[attr];
    if (attribute) {
      return resolvePattern(scope, attribute);
    }
    scope.reportError(new ReferenceError(`Unknown attribute: ${attr}`));
    return new FluentNone(`${name}.${attr}`);
  }
  if (message.value) {
    return resolvePattern(scope, message.value);
  }
  scope.reportError(new ReferenceError(`No value: ${name}`));
  return new FluentNone(name);
}
function resolveTermReference(scope, { name, attr, args }) {
  const id = `-${name}`;
  const term = scope.bundle._terms.get(id);
  if (!term) {
    scope.reportError(new ReferenceError(`Unknown term: ${id}`));
    return new FluentNone(id);
  }
  if (attr) {
    const attribute = term.attributes[attr];
    if (attribute) {
      scope.params = getArguments(scope, args).named;
      const resolved2 = resolvePattern(scope, attribute);
      scope.params = null;
      return resolved2;
    }
    scope.reportError(new ReferenceError(`Unknown attribute: ${attr}`));
    return new FluentNone(`${id}.${attr}`);
  }
  scope.params = getArguments(scope, args).named;
  const resolved = resolvePattern(scope, term.value);
  scope.params = null;
  return resolved;
}
function resolveFunctionReference(scope, { name, args }) {
  let func = scope.bundle._functions[name];
  if (!func) {
    scope.reportError(new ReferenceError(`Unknown function: ${name}()`));
    return new FluentNone(`${name}()`);
  }
  if (typeof func !== "function") {
    scope.reportError(new TypeError(`Function ${name}() is not callable`));
    return new FluentNone(`${name}()`);
  }
  try {
    let resolved = getArguments(scope, args);
    return func(resolved.positional, resolved.named);
  } catch (err) {
    scope.reportError(err);
    return new FluentNone(`${name}()`);
  }
}
function resolveSelectExpression(scope, { selector, variants, star }) {
  let sel = resolveExpression(scope, selector);
  if (sel instanceof FluentNone) {
    return getDefault(scope, variants, star);
  }
  for (const variant of variants) {
    const key = resolveExpression(scope, variant.key);
    if (match(scope, sel, key)) {
      return resolvePattern(scope, variant.value);
    }
  }
  return getDefault(scope, variants, star);
}
function resolveComplexPattern(scope, ptn) {
  if (scope.dirty.has(ptn)) {
    scope.reportError(new RangeError("Cyclic reference"));
    return new FluentNone();
  }
  scope.dirty.add(ptn);
  const result = [];
  const useIsolating = scope.bundle._useIsolating && ptn.length > 1;
  for (const elem of ptn) {
    if (typeof elem === "string") {
      result.push(scope.bundle._transform(elem));
      continue;
    }
    scope.placeables++;
    if (scope.placeables > MAX_PLACEABLES) {
      scope.dirty.delete(ptn);
      throw new RangeError(`Too many placeables expanded: ${scope.placeables}, max allowed is ${MAX_PLACEABLES}`);
    }
    if (useIsolating) {
      result.push(FSI);
    }
    result.push(resolveExpression(scope, elem).toString(scope));
    if (useIsolating) {
      result.push(PDI);
    }
  }
  scope.dirty.delete(ptn);
  return result.join("");
}
function resolvePattern(scope, value) {
  if (typeof value === "string") {
    return scope.bundle._transform(value);
  }
  return resolveComplexPattern(scope, value);
}

// node_modules/@fluent/bundle/esm/scope.js
var Scope = class {
  constructor(bundle2, errors, args) {
    this.dirty = /* @__PURE__ */ new WeakSet();
    this.params = null;
    this.placeables = 0;
    this.bundle = bundle2;
    this.errors = errors;
    this.args = args;
  }
  reportError(error) {
    if (!this.errors || !(error instanceof Error)) {
      throw error;
    }
    this.errors.push(error);
  }
  memoizeIntlObject(ctor, opts) {
    let cache2 = this.bundle._intls.get(ctor);
    if (!cache2) {
      cache2 = {};
      this.bundle._intls.set(ctor, cache2);
    }
    let id = JSON.stringify(opts);
    if (!cache2[id]) {
      cache2[id] = new ctor(this.bundle.locales, opts);
    }
    return cache2[id];
  }
};

// node_modules/@fluent/bundle/esm/builtins.js
function values(opts, allowed) {
  const unwrapped = /* @__PURE__ */ Object.create(null);
  for (const [name, opt] of Object.entries(opts)) {
    if (allowed.includes(name)) {
      unwrapped[name] = opt.valueOf();
    }
  }
  return unwrapped;
}
var NUMBER_ALLOWED = [
  "unitDisplay",
  "currencyDisplay",
  "useGrouping",
  "minimumIntegerDigits",
  "minimumFractionDigits",
  "maximumFractionDigits",
  "minimumSignificantDigits",
  "maximumSignificantDigits"
];
function NUMBER(args, opts) {
  let arg = args[0];
  if (arg instanceof FluentNone) {
    return new FluentNone(`NUMBER(${arg.valueOf()})`);
  }
  if (arg instanceof FluentNumber) {
    return new FluentNumber(arg.valueOf(), {
      ...arg.opts,
      ...values(opts, NUMBER_ALLOWED)
    });
  }
  if (arg instanceof FluentDateTime) {
    return new FluentNumber(arg.toNumber(), {
      ...values(opts, NUMBER_ALLOWED)
    });
  }
  throw new TypeError("Invalid argument to NUMBER");
}
var DATETIME_ALLOWED = [
  "dateStyle",
  "timeStyle",
  "fractionalSecondDigits",
  "dayPeriod",
  "hour12",
  "weekday",
  "era",
  "year",
  "month",
  "day",
  "hour",
  "minute",
  "second",
  "timeZoneName"
];
function DATETIME(args, opts) {
  let arg = args[0];
  if (arg instanceof FluentNone) {
    return new FluentNone(`DATETIME(${arg.valueOf()})`);
  }
  if (arg instanceof FluentDateTime || arg instanceof FluentNumber) {
    return new FluentDateTime(arg, values(opts, DATETIME_ALLOWED));
  }
  throw new TypeError("Invalid argument to DATETIME");
}

// node_modules/@fluent/bundle/esm/memoizer.js
var cache = /* @__PURE__ */ new Map();
function getMemoizerForLocale(locales) {
  const stringLocale = Array.isArray(locales) ? locales.join(" ") : locales;
  let memoizer = cache.get(stringLocale);
  if (memoizer === void 0) {
    memoizer = /* @__PURE__ */ new Map();
    cache.set(stringLocale, memoizer);
  }
  return memoizer;
}

// node_modules/@fluent/bundle/esm/bundle.js
var FluentBundle = class {
  /**
   * Create an instance of `FluentBundle`.
   *
   * @example
   * ```js
   * let bundle = new FluentBundle(["en-US", "en"]);
   *
   * let bundle = new FluentBundle(locales, {useIsolating: false});
   *
   * let bundle = new FluentBundle(locales, {
   *   useIsolating: true,
   *   functions: {
   *     NODE_ENV: () => process.env.NODE_ENV
   *   }
   * });
   * ```
   *
   * @param locales - Used to instantiate `Intl` formatters used by translations.
   * @param options - Optional configuration for the bundle.
   */
  constructor(locales, { functions, useIsolating = true, transform = (v3) => v3 } = {}) {
    this._terms = /* @__PURE__ */ new Map();
    this._messages = /* @__PURE__ */ new Map();
    this.locales = Array.isArray(locales) ? locales : [locales];
    this._functions = {
      NUMBER,
      DATETIME,
      ...functions
    };
    this._useIsolating = useIsolating;
    this._transform = transform;
    this._intls = getMemoizerForLocale(locales);
  }
  /**
   * Check if a message is present in the bundle.
   *
   * @param id - The identifier of the message to check.
   */
  hasMessage(id) {
    return this._messages.has(id);
  }
  /**
   * Return a raw unformatted message object from the bundle.
   *
   * Raw messages are `{value, attributes}` shapes containing translation units
   * called `Patterns`. `Patterns` are implementation-specific; they should be
   * treated as black boxes and formatted with `FluentBundle.formatPattern`.
   *
   * @param id - The identifier of the message to check.
   */
  getMessage(id) {
    return this._messages.get(id);
  }
  /**
   * Add a translation resource to the bundle.
   *
   * @example
   * ```js
   * let res = new FluentResource("foo = Foo");
   * bundle.addResource(res);
   * bundle.getMessage("foo");
   * // → {value: .., attributes: {..}}
   * ```
   *
   * @param res
   * @param options
   */
  addResource(res, { allowOverrides = false } = {}) {
    const errors = [];
    for (let i3 = 0; i3 < res.body.length; i3++) {
      let entry = res.body[i3];
      if (entry.id.startsWith("-")) {
        if (allowOverrides === false && this._terms.has(entry.id)) {
          errors.push(new Error(`Attempt to override an existing term: "${entry.id}"`));
          continue;
        }
        this._terms.set(entry.id, entry);
      } else {
        if (allowOverrides === false && this._messages.has(entry.id)) {
          errors.push(new Error(`Attempt to override an existing message: "${entry.id}"`));
          continue;
        }
        this._messages.set(entry.id, entry);
      }
    }
    return errors;
  }
  /**
   * Format a `Pattern` to a string.
   *
   * Format a raw `Pattern` into a string. `args` will be used to resolve
   * references to variables passed as arguments to the translation.
   *
   * In case of errors `formatPattern` will try to salvage as much of the
   * translation as possible and will still return a string. For performance
   * reasons, the encountered errors are not returned but instead are appended
   * to the `errors` array passed as the third argument.
   *
   * If `errors` is omitted, the first encountered error will be thrown.
   *
   * @example
   * ```js
   * let errors = [];
   * bundle.addResource(
   *     new FluentResource("hello = Hello, {$name}!"));
   *
   * let hello = bundle.getMessage("hello");
   * if (hello.value) {
   *     bundle.formatPattern(hello.value, {name: "Jane"}, errors);
   *     // Returns "Hello, Jane!" and `errors` is empty.
   *
   *     bundle.formatPattern(hello.value, undefined, errors);
   *     // Returns "Hello, {$name}!" and `errors` is now:
   *     // [<ReferenceError: Unknown variable: name>]
   * }
   * ```
   */
  formatPattern(pattern, args = null, errors = null) {
    if (typeof pattern === "string") {
      return this._transform(pattern);
    }
    let scope = new Scope(this, errors, args);
    try {
      let value = resolveComplexPattern(scope, pattern);
      return value.toString(scope);
    } catch (err) {
      if (scope.errors && err instanceof Error) {
        scope.errors.push(err);
        return new FluentNone().toString(scope);
      }
      throw err;
    }
  }
};

// node_modules/@fluent/bundle/esm/resource.js
var RE_MESSAGE_START = /^(-?[a-zA-Z][\w-]*) *= */gm;
var RE_ATTRIBUTE_START = /\.([a-zA-Z][\w-]*) *= */y;
var RE_VARIANT_START = /\*?\[/y;
var RE_NUMBER_LITERAL = /(-?[0-9]+(?:\.([0-9]+))?)/y;
var RE_IDENTIFIER = /([a-zA-Z][\w-]*)/y;
var RE_REFERENCE = /([$-])?([a-zA-Z][\w-]*)(?:\.([a-zA-Z][\w-]*))?/y;
var RE_FUNCTION_NAME = /^[A-Z][A-Z0-9_-]*$/;
var RE_TEXT_RUN = /([^{}\n\r]+)/y;
var RE_STRING_RUN = /([^\\"\n\r]*)/y;
var RE_STRING_ESCAPE = /\\([\\"])/y;
var RE_UNICODE_ESCAPE = /\\u([a-fA-F0-9]{4})|\\U([a-fA-F0-9]{6})/y;
var RE_LEADING_NEWLINES = /^\n+/;
var RE_TRAILING_SPACES = / +$/;
var RE_BLANK_LINES = / *\r?\n/g;
var RE_INDENT = /( *)$/;
var TOKEN_BRACE_OPEN = /{\s*/y;
var TOKEN_BRACE_CLOSE = /\s*}/y;
var TOKEN_BRACKET_OPEN = /\[\s*/y;
var TOKEN_BRACKET_CLOSE = /\s*] */y;
var TOKEN_PAREN_OPEN = /\s*\(\s*/y;
var TOKEN_ARROW = /\s*->\s*/y;
var TOKEN_COLON = /\s*:\s*/y;
var TOKEN_COMMA = /\s*,?\s*/y;
var TOKEN_BLANK = /\s+/y;
var FluentResource = class {
  constructor(source) {
    this.body = [];
    RE_MESSAGE_START.lastIndex = 0;
    let cursor = 0;
    while (true) {
      let next = RE_MESSAGE_START.exec(source);
      if (next === null) {
        break;
      }
      cursor = RE_MESSAGE_START.lastIndex;
      try {
        this.body.push(parseMessage(next[1]));
      } catch (err) {
        if (err instanceof SyntaxError) {
          continue;
        }
        throw err;
      }
    }
    function test(re) {
      re.lastIndex = cursor;
      return re.test(source);
    }
    function consumeChar(char, errorClass) {
      if (source[cursor] === char) {
        cursor++;
        return true;
      }
      if (errorClass) {
        throw new errorClass(`Expected ${char}`);
      }
      return false;
    }
    function consumeToken(re, errorClass) {
      if (test(re)) {
        cursor = re.lastIndex;
        return true;
      }
      if (errorClass) {
        throw new errorClass(`Expected ${re.toString()}`);
      }
      return false;
    }
    function match2(re) {
      re.lastIndex = cursor;
      let result = re.exec(source);
      if (result === null) {
        throw new SyntaxError(`Expected ${re.toString()}`);
      }
      cursor = re.lastIndex;
      return result;
    }
    function match1(re) {
      return match2(re)[1];
    }
    function parseMessage(id) {
      let value = parsePattern();
      let attributes = parseAttributes();
      if (value === null && Object.keys(attributes).length === 0) {
        throw new SyntaxError("Expected message value or attributes");
      }
      return { id, value, attributes };
    }
    function parseAttributes() {
      let attrs = /* @__PURE__ */ Object.create(null);
      while (test(RE_ATTRIBUTE_START)) {
        let name = match1(RE_ATTRIBUTE_START);
        let value = parsePattern();
        if (value === null) {
          throw new SyntaxError("Expected attribute value");
        }
        attrs[name] = value;
      }
      return attrs;
    }
    function parsePattern() {
      let first;
      if (test(RE_TEXT_RUN)) {
        first = match1(RE_TEXT_RUN);
      }
      if (source[cursor] === "{" || source[cursor] === "}") {
        return parsePatternElements(first ? [first] : [], Infinity);
      }
      let indent = parseIndent();
      if (indent) {
        if (first) {
          return parsePatternElements([first, indent], indent.length);
        }
        indent.value = trim(indent.value, RE_LEADING_NEWLINES);
        return parsePatternElements([indent], indent.length);
      }
      if (first) {
        return trim(first, RE_TRAILING_SPACES);
      }
      return null;
    }
    function parsePatternElements(elements = [], commonIndent) {
      while (true) {
        if (test(RE_TEXT_RUN)) {
          elements.push(match1(RE_TEXT_RUN));
          continue;
        }
        if (source[cursor] === "{") {
          elements.push(parsePlaceable());
          continue;
        }
        if (source[cursor] === "}") {
          throw new SyntaxError("Unbalanced closing brace");
        }
        let indent = parseIndent();
        if (indent) {
          elements.push(indent);
          commonIndent = Math.min(commonIndent, indent.length);
          continue;
        }
        break;
      }
      let lastIndex = elements.length - 1;
      let lastElement = elements[lastIndex];
      if (typeof lastElement === "string") {
        elements[lastIndex] = trim(lastElement, RE_TRAILING_SPACES);
      }
      let baked = [];
      for (let element of elements) {
        if (element instanceof Indent) {
          element = element.value.slice(0, element.value.length - commonIndent);
        }
        if (element) {
          baked.push(element);
        }
      }
      return baked;
    }
    function parsePlaceable() {
      consumeToken(TOKEN_BRACE_OPEN, SyntaxError);
      let selector = parseInlineExpression();
      if (consumeToken(TOKEN_BRACE_CLOSE)) {
        return selector;
      }
      if (consumeToken(TOKEN_ARROW)) {
        let variants = parseVariants();
        consumeToken(TOKEN_BRACE_CLOSE, SyntaxError);
        return {
          type: "select",
          selector,
          ...variants
        };
      }
      throw new SyntaxError("Unclosed placeable");
    }
    function parseInlineExpression() {
      if (source[cursor] === "{") {
        return parsePlaceable();
      }
      if (test(RE_REFERENCE)) {
        let [, sigil, name, attr = null] = match2(RE_REFERENCE);
        if (sigil === "$") {
          return { type: "var", name };
        }
        if (consumeToken(TOKEN_PAREN_OPEN)) {
          let args = parseArguments();
          if (sigil === "-") {
            return { type: "term", name, attr, args };
          }
          if (RE_FUNCTION_NAME.test(name)) {
            return { type: "func", name, args };
          }
          throw new SyntaxError("Function names must be all upper-case");
        }
        if (sigil === "-") {
          return {
            type: "term",
            name,
            attr,
            args: []
          };
        }
        return { type: "mesg", name, attr };
      }
      return parseLiteral();
    }
    function parseArguments() {
      let args = [];
      while (true) {
        switch (source[cursor]) {
          case ")":
            cursor++;
            return args;
          case void 0:
            throw new SyntaxError("Unclosed argument list");
        }
        args.push(parseArgument());
        consumeToken(TOKEN_COMMA);
      }
    }
    function parseArgument() {
      let expr = parseInlineExpression();
      if (expr.type !== "mesg") {
        return expr;
      }
      if (consumeToken(TOKEN_COLON)) {
        return {
          type: "narg",
          name: expr.name,
          value: parseLiteral()
        };
      }
      return expr;
    }
    function parseVariants() {
      let variants = [];
      let count = 0;
      let star;
      while (test(RE_VARIANT_START)) {
        if (consumeChar("*")) {
          star = count;
        }
        let key = parseVariantKey();
        let value = parsePattern();
        if (value === null) {
          throw new SyntaxError("Expected variant value");
        }
        variants[count++] = { key, value };
      }
      if (count === 0) {
        return null;
      }
      if (star === void 0) {
        throw new SyntaxError("Expected default variant");
      }
      return { variants, star };
    }
    function parseVariantKey() {
      consumeToken(TOKEN_BRACKET_OPEN, SyntaxError);
      let key;
      if (test(RE_NUMBER_LITERAL)) {
        key = parseNumberLiteral();
      } else {
        key = {
          type: "str",
          value: match1(RE_IDENTIFIER)
        };
      }
      consumeToken(TOKEN_BRACKET_CLOSE, SyntaxError);
      return key;
    }
    function parseLiteral() {
      if (test(RE_NUMBER_LITERAL)) {
        return parseNumberLiteral();
      }
      if (source[cursor] === '"') {
        return parseStringLiteral();
      }
      throw new SyntaxError("Invalid expression");
    }
    function parseNumberLiteral() {
      let [, value, fraction = ""] = match2(RE_NUMBER_LITERAL);
      let precision = fraction.length;
      return {
        type: "num",
        value: parseFloat(value),
        precision
      };
    }
    function parseStringLiteral() {
      consumeChar('"', SyntaxError);
      let value = "";
      while (true) {
        value += match1(RE_STRING_RUN);
        if (source[cursor] === "\\") {
          value += parseEscapeSequence();
          continue;
        }
        if (consumeChar('"')) {
          return { type: "str", value };
        }
        throw new SyntaxError("Unclosed string literal");
      }
    }
    function parseEscapeSequence() {
      if (test(RE_STRING_ESCAPE)) {
        return match1(RE_STRING_ESCAPE);
      }
      if (test(RE_UNICODE_ESCAPE)) {
        let [, codepoint4, codepoint6] = match2(RE_UNICODE_ESCAPE);
        let codepoint = parseInt(codepoint4 || codepoint6, 16);
        return codepoint <= 55295 || 57344 <= codepoint ? (
          // It's a Unicode scalar value.
          String.fromCodePoint(codepoint)
        ) : (
          // Lonely surrogates can cause trouble when the parsing result is
          // saved using UTF-8. Use U+FFFD REPLACEMENT CHARACTER instead.
          "�"
        );
      }
      throw new SyntaxError("Unknown escape sequence");
    }
    function parseIndent() {
      let start = cursor;
      consumeToken(TOKEN_BLANK);
      switch (source[cursor]) {
        case ".":
        case "[":
        case "*":
        case "}":
        case void 0:
          return false;
        case "{":
          return makeIndent(source.slice(start, cursor));
      }
      if (source[cursor - 1] === " ") {
        return makeIndent(source.slice(start, cursor));
      }
      return false;
    }
    function trim(text, re) {
      return text.replace(re, "");
    }
    function makeIndent(blank) {
      let value = blank.replace(RE_BLANK_LINES, "\n");
      let length = RE_INDENT.exec(blank)[1].length;
      return new Indent(value, length);
    }
  }
};
var Indent = class {
  constructor(value, length) {
    this.value = value;
    this.length = length;
  }
};

// texts/en.ftl
var en_default = "# Texts of the console, in English.\n\ntext-title = Kunci sandbox bank\ntext-loading = Loading …\ntext-empty = Nothing yet.\ntext-done = Done.\ntext-flagged = closed by an operator\ntext-open = open\ntext-on = on\ntext-off = off\ntext-stopped = The change of number is stopped.\ntext-not-stopped = This SMS stops nothing.\ntext-activated = Activated.\ntext-not-activated = Not activated yet.\ntext-paid = The payment passes.\ntext-declined = Declined: { $reasons }\ntext-accepted = Accepted.\ntext-not-accepted = Not accepted.\ntext-frozen = The card is frozen.\ntext-seconds = { $seconds } s\ntext-answer-waiting = waits for an answer\ntext-answer-yes = it was the customer\ntext-answer-no = it was not the customer\ntext-answer-none = nobody answered\ntext-answer-dropped = the question fell away\ntext-answer-not-asked = nobody could be asked\ntext-answer-declined = declined by the network for suspected fraud\ntext-by-phone = on the phone\ntext-by-operator = by an operator\ntext-not-made = not made; the card goes on\ntext-held = Held as suspicious (code 59).\ntext-fraud-decide = The customer has called and said who it was. Let through: the shop may try again within 15 minutes. Refuse: the card is frozen as by the customer.\ntext-complaint = Complaint\ntext-letter = Letter\ntext-received = received\ntext-in-work = in work\ntext-extended = put off\ntext-answered = answered\ntext-overdue = overdue\ntext-submitted = submitted\ntext-in-review = in review\ntext-needs-evidence = the customer is asked for more\ntext-granted = granted\ntext-refused = refused\ntext-withdrawn = taken back by the customer\ntext-personas = Each begins at one point of a customer's life. Where the story has a phone, an app or “kunci phone” registers first; the same button then brings its token to where the story wants it.\ntext-stage-absent = not made yet\ntext-stage-phone = waits for a phone that registers\ntext-stage-token = a phone has registered: set the stage\ntext-stage-ready = ready\ntext-first-bank = the first one\ntext-tenants = Each is a whole bank with customers, clock, faults and ports of its own. Above, choose which one this page shows; a phone is configured by the tenant's ready file.\ntext-reset = Customers, money and messages as at the beginning, the real time, no faults. The bank's keys stay.\ntext-report = Audit trail, states of tokens and operations, clock. Codes, numbers and words of the chat are left out.\ntext-chain-holds = The chain of hashes holds.\ntext-chain-broken = The chain of hashes is broken.\ntext-agent = As an employee writes: what nobody of the bank may ask for does not leave the desk. Ready replies go the same way.\ntext-desk-kept = The desk does not do it: { $why }\ntext-call-waiting = waited for\ntext-call-reached = spoken with\ntext-call-missed = nobody answered\ntext-call-cancelled = taken back\ntext-not-verified = not confirmed\ntext-asked = asked; the token has not answered\ntext-said-no = the token said no\ntext-verified = confirmed by the token\ntext-hidden = hidden until the token confirms\ntext-lower-only = Only a lower limit can be proposed; 0 lets nothing pass. The customer approves it on the phone.\ntext-ask-who-first = Ask the token first who it is.\ntext-files = Opening a file is written into the audit trail.\ntext-until-cleared = until cleared\ntext-no-faults = No fault is set.\ntext-out = out\ntext-works = works\ntext-will-be-out = announced for { $since }\n\nerror-unreachable = The bank does not answer. Is it still running?\nerror-refused = The bank refuses ({ $code }): { $detail }\n\npart-customers = Customers\npart-customer = Customer\npart-devices = Phones\npart-alerts = Alerts\npart-operator = Operator\npart-number = Another phone number\npart-sms = SMS\npart-outbox = SMS outbox\npart-sms-answer = The customer answers by SMS\npart-tokens = Hardware tokens\npart-accounts = Accounts\npart-pending = Operations\npart-operations = Newest operations\npart-chat = Chat desk\npart-conversation = Conversation\npart-desk = How it goes at the desk\npart-badge = Take a badge back\npart-card-network = Card network\npart-network = A payment asks to pass\npart-shop = A shop on the internet\npart-cards = Cards\npart-payments = Payments\npart-website = Website and telephone\npart-website-login = Sign in on the website\npart-website-transfer = Transfer\npart-website-payee = New payee\npart-website-order = The order on the website\npart-website-phone = Another phone by QR\npart-line = The bank's telephone line\npart-caller = The bank calls\npart-faults = Faults\npart-faults-all = For everything\npart-faults-call = For a call\npart-latency = Slow answers\npart-time = Clock, reset, report\npart-clock = Virtual clock\npart-reset = Reset\npart-report = Bug report\npart-audit = Audit trail\npart-trail = Entries, the newest first\npart-fraud = Fraud queue\npart-held = Held payments\npart-fraud-decide = Decide for a customer who called\npart-fraud-pay = A suspicious payment\npart-written = Letters and complaints\npart-disputes = Disputes\npart-personas = Personas\npart-personas-all = All personas\npart-tenants = Tenants\npart-tenants-all = Banks in this process\npart-tenant-make = Another bank\npart-tenant-end = Reset or remove\npart-calls = Calls that were asked for\npart-agent = At an employee's desk\npart-agent-verify = Ask who it is\npart-agent-freeze = Propose a freeze\npart-employee = What the employee sees\npart-agent-limit = Propose a lower limit\npart-agent-dispute = Propose a dispute\npart-agent-document = Ask for a document\npart-files = Files in the chat\npart-faults-set = Set now\npart-window = How much a phone that comes back is told at once\npart-outages = Outages of services\npart-emergency = An emergency key is read out\npart-statement = Bill\npart-wallet = A card is added to a wallet\n\nlabel-parts = Parts of the console\nlabel-customer = Customer\nlabel-language = Language\nlabel-theme = Colours\nlabel-theme-auto = as the system\nlabel-theme-light = light\nlabel-theme-dark = dark\nlabel-operator-password = Operator password\nlabel-name = Name\nlabel-user = User id\nlabel-number = Phone number\nlabel-banking = Internet banking\nlabel-website-otp = OTP on the website\nlabel-website-failures = Wrong OTPs in a row\nlabel-address = Address\nlabel-email = E-mail\nlabel-payees = Payees\nlabel-token = Token\nlabel-state = State\nlabel-epoch = Epoch\nlabel-failures = Failures\nlabel-activated = Activated\nlabel-time = Time (Jakarta)\nlabel-what = What\nlabel-sms = SMS\nlabel-to = To\nlabel-from = From number\nlabel-code = Code\nlabel-deed = Act\nlabel-reason = Reason\nlabel-new-number = New number\nlabel-drift = Its clock is ahead by (s)\nlabel-account = Account\nlabel-balance = Balance\nlabel-kind = Kind\nlabel-deadline = Deadline\nlabel-answered = Answered by\nlabel-acts = Acts\nlabel-controller = Who has it\nlabel-conversation = Conversation\ntext-ended = ended\nlabel-scam-reports = Reports of scams\nlabel-speaker = Speaks as\nlabel-ahead = Customers in front\nlabel-each = Seconds for each\nlabel-closed = Closed for (s)\nlabel-card = Card\nlabel-merchant = Merchant\nlabel-amount = Amount (IDR)\nlabel-channel = How\nlabel-chip = chip\nlabel-contactless = contactless\nlabel-online = online\nlabel-atm = cash machine\nlabel-network-code = The network itself declines with (ISO 8583)\nlabel-order = Order\nlabel-holds = Held by\nlabel-why = Why\nlabel-password = Password\nlabel-otp = OTP\nlabel-payee = Payee\nlabel-bank-code = Bank code\nlabel-tries = Typed codes left\nlabel-by = The code comes\nlabel-by-qr = of the scanned QR\nlabel-by-typed = of the typed challenge\nlabel-qr = QR code for the phone\nlabel-qr-text = What the QR holds\nlabel-fingerprint = Fingerprint that the phone shows\nlabel-freeze-code = Freeze code\nlabel-employee = Employee\nlabel-purpose = About\nlabel-challenge = Challenge of the customer\nlabel-times = Times\nlabel-path = Path\nlabel-ms = Milliseconds\nlabel-ahead-by = Moved on by\nlabel-seconds = Seconds\nlabel-sure = Type RESET\nlabel-sum = Amount\nlabel-answer = Answer\nlabel-answer-by = Answer by\nlabel-without-answer = Without an answer\nlabel-held-payment = Held payment\nlabel-about = About\nlabel-filed = Filed\nlabel-evidence = Evidence\nlabel-evidence-by = Evidence by\nlabel-returned = Returned\nlabel-bank-words = The bank's words\nlabel-shows = Shows\nlabel-form = Form\nlabel-bytes = Bytes\nlabel-steps = Steps\nlabel-birth-date = Date of birth\nlabel-unlock-code = Unlock Code\nlabel-hardware = Hardware token\nlabel-bank = Bank\nlabel-api = API\nlabel-control = Control port\nlabel-ready-file = Ready file\nlabel-seed = Seed (may be empty)\nlabel-window = Between\nlabel-canned = Ready reply\nlabel-reply = Reply\nlabel-works-as = Works as\nlabel-customer-is = Who the customer is\nlabel-verified-until = Confirmed until\nlabel-said-last = The customer wrote last\nlabel-limit = Limit\nlabel-payment = Payment\nlabel-document = Document\nlabel-what-for = What for\nlabel-kept-days = Kept for (days)\nlabel-asked-hours = Asked for (hours)\nlabel-number-in-chat = No.\nlabel-sent-by = Sent by\nlabel-value = Value\nlabel-events = Events\nlabel-service = Service\nlabel-until = Until\nlabel-for-hours = For (hours; empty: nobody can tell)\nlabel-emergency-key = Emergency key\nlabel-where = Where\nlabel-by-phone-line = on the phone line\nlabel-by-website = on the website\nlabel-wallet = Wallet\n\nact-skip = To the content\nact-again = Try again\nact-sign-in = Sign in\nact-sign-out = Sign out\nact-sign-out-customer = Force sign-out\nact-do = Carry out\nact-deregister = Deregister the phone\nact-flag = Flag internet banking\nact-unflag = Unflag internet banking\nact-unlock = Unlock the token\nact-suspend = Suspend the token\nact-resume = Resume the token\nact-change-number = Change the number\nact-send = Send\nact-press = Press the button\nact-settle = Settle\nact-fail = Let it fail\nact-say = Say\nact-set = Set\nact-revoke = Take back\nact-pay = Ask the bank\nact-order = Order\nact-capture = Collect\nact-reverse = Give up\nact-refund = Refund\nact-transfer = Order the transfer\nact-add-payee = Add the payee\nact-qr = Show the QR\nact-cancel = Take it back\nact-approve = Enter the code\nact-freeze = Freeze the card\nact-answer = Make the answer\nact-move = + { $hours } h\nact-move-on = Move on\nact-reset = Reset the bank\nact-save = Save the report\nact-let-through = Let it through\nact-refuse-freeze = Refuse and freeze the card\nact-take = Take it up\nact-extend = Say that it takes longer\nact-send-answer = Send the answer\nact-review = Begin the review\nact-ask = Ask for evidence\nact-grant = Grant\nact-refuse = Refuse\nact-tell = Decide and tell\nact-make = Make ready\nact-make-all = Make all ready\nact-make-tenant = Open it\nact-reset-tenant = Reset: as at the beginning\nact-remove-tenant = Remove, with all that it kept\nact-ask-who = Ask the token\nact-propose = Propose\nact-prove-call = Answer the challenge\nact-reached = Spoken with\nact-missed = Nobody answered\nact-show-evidence = Show: { $what }\nact-save-evidence = Save: { $what }\nact-ask-document = Ask for it\nact-clear-all = Clear all\nact-is-out = Tell that it is out\nact-is-over = Tell that it works again\nact-emergency = Read it out\nact-close-statement = Close the bill\nact-pay-statement = Pay\nact-add-wallet = Add\n";

// texts/id.ftl
var id_default = "# Teks konsol, dalam bahasa Indonesia.\n\ntext-title = Bank uji Kunci\ntext-loading = Memuat …\ntext-empty = Belum ada apa-apa.\ntext-done = Selesai.\ntext-flagged = ditutup operator\ntext-open = terbuka\ntext-on = aktif\ntext-off = nonaktif\ntext-stopped = Perubahan nomor dihentikan.\ntext-not-stopped = SMS ini tidak menghentikan apa pun.\ntext-activated = Sudah diaktifkan.\ntext-not-activated = Belum diaktifkan.\ntext-paid = Pembayaran berhasil.\ntext-declined = Ditolak: { $reasons }\ntext-accepted = Diterima.\ntext-not-accepted = Tidak diterima.\ntext-frozen = Kartu dibekukan.\ntext-seconds = { $seconds } detik\ntext-answer-waiting = menunggu jawaban\ntext-answer-yes = nasabah sendiri\ntext-answer-no = bukan nasabah\ntext-answer-none = tidak ada yang menjawab\ntext-answer-dropped = pertanyaan gugur\ntext-answer-not-asked = tidak ada yang bisa ditanya\ntext-answer-declined = ditolak jaringan karena dicurigai penipuan\ntext-by-phone = di ponsel\ntext-by-operator = lewat operator\ntext-not-made = tidak dilakukan; kartu tetap berlaku\ntext-held = Ditahan karena mencurigakan (kode 59).\ntext-fraud-decide = Nasabah menelepon dan mengatakan siapa pelakunya. Loloskan: toko boleh mencoba lagi dalam 15 menit. Tolak: kartu dibekukan seperti oleh nasabah.\ntext-complaint = Pengaduan\ntext-letter = Surat\ntext-received = diterima\ntext-in-work = dikerjakan\ntext-extended = diperpanjang\ntext-answered = dijawab\ntext-overdue = terlambat\ntext-submitted = diajukan\ntext-in-review = diperiksa\ntext-needs-evidence = nasabah dimintai bukti\ntext-granted = dikabulkan\ntext-refused = ditolak\ntext-withdrawn = ditarik nasabah\ntext-personas = Masing-masing mulai di satu titik kehidupan nasabah. Bila ceritanya memakai ponsel, aplikasi atau “kunci phone” mendaftar dulu; tombol yang sama lalu membawa tokennya ke keadaan yang diceritakan.\ntext-stage-absent = belum dibuat\ntext-stage-phone = menunggu ponsel yang mendaftar\ntext-stage-token = ponsel sudah mendaftar: atur keadaannya\ntext-stage-ready = siap\ntext-first-bank = yang pertama\ntext-tenants = Masing-masing adalah bank utuh dengan nasabah, jam, gangguan, dan port sendiri. Pilih di atas bank mana yang ditampilkan halaman ini; ponsel diatur dengan berkas siap milik penyewa.\ntext-reset = Nasabah, uang, dan pesan seperti semula, waktu sebenarnya, tanpa gangguan. Kunci bank tetap.\ntext-report = Jejak audit, keadaan token dan operasi, jam. Kode, nomor, dan isi obrolan tidak disertakan.\ntext-chain-holds = Rantai hash utuh.\ntext-chain-broken = Rantai hash putus.\ntext-agent = Seperti pegawai menulis: yang tidak boleh diminta siapa pun dari bank tidak keluar dari meja ini. Balasan siap pakai melalui jalan yang sama.\ntext-desk-kept = Tidak dilakukan oleh meja: { $why }\ntext-call-waiting = ditunggu\ntext-call-reached = sudah berbicara\ntext-call-missed = tidak diangkat\ntext-call-cancelled = dibatalkan\ntext-not-verified = belum dipastikan\ntext-asked = sudah ditanya; token belum menjawab\ntext-said-no = token menjawab tidak\ntext-verified = dipastikan oleh token\ntext-hidden = tersembunyi sampai dipastikan token\ntext-lower-only = Hanya batas yang lebih rendah dapat diusulkan; 0 berarti tidak ada yang lewat. Nasabah menyetujuinya di ponsel.\ntext-ask-who-first = Tanya dulu token, siapa nasabahnya.\ntext-files = Membuka berkas dicatat dalam jejak audit.\ntext-until-cleared = sampai dihapus\ntext-no-faults = Tidak ada gangguan yang disetel.\ntext-out = mati\ntext-works = berjalan\ntext-will-be-out = diumumkan untuk { $since }\n\nerror-unreachable = Bank tidak menjawab. Apakah masih berjalan?\nerror-refused = Bank menolak ({ $code }): { $detail }\n\npart-customers = Nasabah\npart-customer = Nasabah\npart-devices = Ponsel\npart-alerts = Pemberitahuan\npart-operator = Operator\npart-number = Nomor ponsel lain\npart-sms = SMS\npart-outbox = SMS terkirim\npart-sms-answer = Nasabah membalas SMS\npart-tokens = Token fisik\npart-accounts = Rekening\npart-pending = Operasi\npart-operations = Operasi terbaru\npart-chat = Meja obrolan\npart-conversation = Percakapan\npart-desk = Keadaan meja\npart-badge = Cabut tanda pengenal\npart-card-network = Jaringan kartu\npart-network = Pembayaran minta lewat\npart-shop = Toko di internet\npart-cards = Kartu\npart-payments = Pembayaran\npart-website = Situs dan telepon\npart-website-login = Masuk di situs\npart-website-transfer = Transfer\npart-website-payee = Penerima baru\npart-website-order = Perintah di situs\npart-website-phone = Ponsel lain lewat QR\npart-line = Telepon bank\npart-caller = Bank menelepon\npart-faults = Gangguan\npart-faults-all = Untuk semuanya\npart-faults-call = Untuk satu panggilan\npart-latency = Jawaban lambat\npart-time = Jam, atur ulang, laporan\npart-clock = Jam virtual\npart-reset = Atur ulang\npart-report = Laporan masalah\npart-audit = Jejak audit\npart-trail = Catatan, yang terbaru dulu\npart-fraud = Antrean penipuan\npart-held = Pembayaran yang ditahan\npart-fraud-decide = Putuskan untuk nasabah yang menelepon\npart-fraud-pay = Pembayaran mencurigakan\npart-written = Surat dan pengaduan\npart-disputes = Sanggahan\npart-personas = Persona\npart-personas-all = Semua persona\npart-tenants = Penyewa\npart-tenants-all = Bank dalam proses ini\npart-tenant-make = Bank lain\npart-tenant-end = Atur ulang atau hapus\npart-calls = Permintaan telepon\npart-agent = Di meja pegawai\npart-agent-verify = Tanya siapa nasabahnya\npart-agent-freeze = Usulkan pembekuan\npart-employee = Yang dilihat pegawai\npart-agent-limit = Usulkan batas lebih rendah\npart-agent-dispute = Usulkan sanggahan\npart-agent-document = Minta dokumen\npart-files = Berkas dalam obrolan\npart-faults-set = Yang sedang disetel\npart-window = Berapa banyak yang langsung disampaikan kepada ponsel yang kembali\npart-outages = Gangguan layanan\npart-emergency = Kunci darurat dibacakan\npart-statement = Tagihan\npart-wallet = Kartu ditambahkan ke dompet digital\n\nlabel-parts = Bagian konsol\nlabel-customer = Nasabah\nlabel-language = Bahasa\nlabel-theme = Warna\nlabel-theme-auto = ikut sistem\nlabel-theme-light = terang\nlabel-theme-dark = gelap\nlabel-operator-password = Kata sandi operator\nlabel-name = Nama\nlabel-user = ID pengguna\nlabel-number = Nomor ponsel\nlabel-banking = Internet banking\nlabel-website-otp = OTP di situs\nlabel-website-failures = OTP salah berturut-turut\nlabel-address = Alamat\nlabel-email = Surel\nlabel-payees = Penerima\nlabel-token = Token\nlabel-state = Keadaan\nlabel-epoch = Epok\nlabel-failures = Kegagalan\nlabel-activated = Diaktifkan\nlabel-time = Waktu (Jakarta)\nlabel-what = Isi\nlabel-sms = SMS\nlabel-to = Kepada\nlabel-from = Dari nomor\nlabel-code = Kode\nlabel-deed = Tindakan\nlabel-reason = Alasan\nlabel-new-number = Nomor baru\nlabel-drift = Jamnya lebih cepat (detik)\nlabel-account = Rekening\nlabel-balance = Saldo\nlabel-kind = Jenis\nlabel-deadline = Tenggat\nlabel-answered = Dijawab lewat\nlabel-acts = Tindakan\nlabel-controller = Dipegang oleh\nlabel-conversation = Percakapan\ntext-ended = berakhir\nlabel-scam-reports = Laporan penipuan\nlabel-speaker = Berbicara sebagai\nlabel-ahead = Nasabah di depan\nlabel-each = Detik untuk masing-masing\nlabel-closed = Tutup selama (detik)\nlabel-card = Kartu\nlabel-merchant = Pedagang\nlabel-amount = Jumlah (IDR)\nlabel-channel = Cara\nlabel-chip = cip\nlabel-contactless = nirsentuh\nlabel-online = daring\nlabel-atm = ATM\nlabel-network-code = Jaringan sendiri menolak dengan (ISO 8583)\nlabel-order = Pesanan\nlabel-holds = Ditahan oleh\nlabel-why = Sebab\nlabel-password = Kata sandi\nlabel-otp = OTP\nlabel-payee = Penerima\nlabel-bank-code = Kode bank\nlabel-tries = Sisa kode yang diketik\nlabel-by = Kode berasal\nlabel-by-qr = dari QR yang dipindai\nlabel-by-typed = dari tantangan yang diketik\nlabel-qr = Kode QR untuk ponsel\nlabel-qr-text = Isi QR\nlabel-fingerprint = Sidik yang ditampilkan ponsel\nlabel-freeze-code = Kode beku\nlabel-employee = Pegawai\nlabel-purpose = Perihal\nlabel-challenge = Tantangan dari nasabah\nlabel-times = Berapa kali\nlabel-path = Jalur\nlabel-ms = Milidetik\nlabel-ahead-by = Dimajukan\nlabel-seconds = Detik\nlabel-sure = Ketik RESET\nlabel-sum = Jumlah\nlabel-answer = Jawaban\nlabel-answer-by = Dijawab paling lambat\nlabel-without-answer = Tanpa jawaban\nlabel-held-payment = Pembayaran yang ditahan\nlabel-about = Tentang\nlabel-filed = Diajukan\nlabel-evidence = Bukti\nlabel-evidence-by = Bukti paling lambat\nlabel-returned = Dikembalikan\nlabel-bank-words = Kata-kata bank\nlabel-shows = Menunjukkan\nlabel-form = Bentuk\nlabel-bytes = Byte\nlabel-steps = Langkah\nlabel-birth-date = Tanggal lahir\nlabel-unlock-code = Kode Buka\nlabel-hardware = Token fisik\nlabel-bank = Bank\nlabel-api = API\nlabel-control = Port kendali\nlabel-ready-file = Berkas siap\nlabel-seed = Benih (boleh kosong)\nlabel-window = Antara\nlabel-canned = Balasan siap pakai\nlabel-reply = Balasan\nlabel-works-as = Bekerja sebagai\nlabel-customer-is = Siapa nasabahnya\nlabel-verified-until = Dipastikan sampai\nlabel-said-last = Tulisan terakhir nasabah\nlabel-limit = Batas\nlabel-payment = Pembayaran\nlabel-document = Dokumen\nlabel-what-for = Untuk apa\nlabel-kept-days = Disimpan selama (hari)\nlabel-asked-hours = Diminta selama (jam)\nlabel-number-in-chat = No.\nlabel-sent-by = Dikirim oleh\nlabel-value = Nilai\nlabel-events = Peristiwa\nlabel-service = Layanan\nlabel-until = Sampai\nlabel-for-hours = Selama (jam; kosong: belum diketahui)\nlabel-emergency-key = Kunci darurat\nlabel-where = Di mana\nlabel-by-phone-line = lewat telepon\nlabel-by-website = di situs\nlabel-wallet = Dompet\n\nact-skip = Ke isi\nact-again = Coba lagi\nact-sign-in = Masuk\nact-sign-out = Keluar\nact-sign-out-customer = Paksa keluar\nact-do = Laksanakan\nact-deregister = Cabut ponsel\nact-flag = Tutup internet banking\nact-unflag = Buka internet banking\nact-unlock = Buka token\nact-suspend = Tangguhkan token\nact-resume = Lanjutkan token\nact-change-number = Ubah nomor\nact-send = Kirim\nact-press = Tekan tombol\nact-settle = Selesaikan\nact-fail = Gagalkan\nact-say = Katakan\nact-set = Setel\nact-revoke = Cabut\nact-pay = Tanya bank\nact-order = Pesan\nact-capture = Tagih\nact-reverse = Lepas\nact-refund = Kembalikan\nact-transfer = Perintahkan transfer\nact-add-payee = Tambah penerima\nact-qr = Tampilkan QR\nact-cancel = Tarik kembali\nact-approve = Masukkan kode\nact-freeze = Bekukan kartu\nact-answer = Buat jawaban\nact-move = + { $hours } jam\nact-move-on = Majukan\nact-reset = Atur ulang bank\nact-save = Simpan laporan\nact-let-through = Loloskan\nact-refuse-freeze = Tolak dan bekukan kartu\nact-take = Mulai kerjakan\nact-extend = Beri tahu bahwa perlu waktu lebih lama\nact-send-answer = Kirim jawaban\nact-review = Mulai memeriksa\nact-ask = Minta bukti\nact-grant = Kabulkan\nact-refuse = Tolak\nact-tell = Putuskan dan beri tahu\nact-make = Siapkan\nact-make-all = Siapkan semua\nact-make-tenant = Buka\nact-reset-tenant = Atur ulang: seperti semula\nact-remove-tenant = Hapus, dengan semua isinya\nact-ask-who = Tanya token\nact-propose = Usulkan\nact-prove-call = Jawab tantangan\nact-reached = Sudah berbicara\nact-missed = Tidak diangkat\nact-show-evidence = Tampilkan: { $what }\nact-save-evidence = Simpan: { $what }\nact-ask-document = Minta\nact-clear-all = Hapus semua\nact-is-out = Umumkan gangguan\nact-is-over = Umumkan sudah berjalan\nact-emergency = Bacakan\nact-close-statement = Tutup tagihan\nact-pay-statement = Bayar\nact-add-wallet = Tambahkan\n";

// src/texts.js
var SOURCES = { en: en_default, id: id_default };
var bundles = {};
var language = "en";
function bundle() {
  if (!bundles[language]) {
    bundles[language] = new FluentBundle(language, { useIsolating: false });
    bundles[language].addResource(new FluentResource(SOURCES[language]));
  }
  return bundles[language];
}
function setLanguage(wanted) {
  language = wanted in SOURCES ? wanted : "en";
  document.documentElement.lang = language;
}
function t4(key, values2) {
  const message = bundle().getMessage(key);
  return message?.value ? bundle().formatPattern(message.value, values2) : key;
}
var word = (of) => of?.[language] ?? "–";
function moment(iso) {
  if (!iso) return "–";
  const format = new Intl.DateTimeFormat(language === "id" ? "id-ID" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "Asia/Jakarta"
  });
  return format.format(new Date(iso));
}
function money(minor, currency) {
  const format = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", {
    style: "currency",
    currency,
    currencyDisplay: "code",
    minimumFractionDigits: 0,
    maximumFractionDigits: 2
  });
  return format.format(minor / 100);
}

// src/kit.js
var html = htm_module_default.bind(k);
function useAnswer(live, name, body = {}) {
  const [state, setState] = d2({});
  const key = JSON.stringify(body);
  const asked = T2(0);
  A2(() => {
    const mine = ++asked.current;
    const keep2 = (next) => mine === asked.current && setState(next);
    command(name, body).then((answer2) => keep2({ answer: answer2, key }), (refusal) => keep2({ refusal, key }));
  }, [name, key, live.revision, live.reachable]);
  return state.key === key ? state : {};
}
function told(refusal) {
  if (refusal.code === "unreachable") return t4("error-unreachable");
  return t4("error-refused", { code: refusal.code, detail: refusal.message });
}
function Shown({ of, empty, children }) {
  if (of.refusal) return html`<p class="bad" role="alert">${told(of.refusal)}</p>`;
  if (!of.answer) return html`<p class="soft">${t4("text-loading")}</p>`;
  if (empty?.(of.answer)) return html`<p class="soft">${t4("text-empty")}</p>`;
  return children(of.answer);
}
function Sheet({ title, children }) {
  const id = P2();
  return html`<section class="sheet" aria-labelledby=${id}><h3 id=${id} tabindex="-1">${title}</h3>${children}</section>`;
}
function Table({ name, heads, rows }) {
  return html`<div class="wide" tabindex="0" role="group" aria-label=${name}><table>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}
var toHeading = (_3, __, form) => form.closest("section")?.querySelector("h3").focus();
function useAct() {
  const [state, setState] = d2({});
  const act = async (work) => {
    setState({ busy: true });
    try {
      const answer2 = await work();
      setState({ answer: answer2 });
      return answer2;
    } catch (refusal) {
      setState({ refusal });
      return void 0;
    }
  };
  return [state, act];
}
function Went({ state, show }) {
  const said = state.answer && (show ? show(state.answer) : t4("text-done"));
  return html`<p class=${`result ${state.refusal ? "bad" : show ? "" : "good"}`} role="status">${state.refusal ? told(state.refusal) : said}</p>`;
}
function Form({ run, fields, body = (values2) => values2, submit, show, onDone, quiet }) {
  const [state, act] = useAct();
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values2 = Object.fromEntries(new FormData(form));
    const answer2 = await act(() => command(run, body(values2)));
    if (answer2) onDone?.(answer2, values2, form);
  };
  return html`<form onSubmit=${send}>
    ${fields.map((field) => html`<${Field} key=${field.name} ...${field} />`)}
    <button class=${quiet ? "quiet" : ""} disabled=${state.busy}>${submit}</button>
    <${Went} state=${state} show=${show} />
  </form>`;
}
function Field({ name, label, options, value, ...rest }) {
  const choice = () => html`<select name=${name} ...${rest}>
    ${options.map(([key, text]) => html`<option key=${key} value=${key} selected=${key === value}>${text}</option>`)}
  </select>`;
  const long = () => html`<textarea name=${name} autocomplete="off" required ...${rest} />`;
  const short = () => html`<input name=${name} defaultValue=${value} autocomplete="off" required ...${rest} />`;
  return html`<label>${label}${options ? choice() : rest.rows ? long() : short()}</label>`;
}
function Facts({ of }) {
  return html`<dl class="facts">${of.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
var rupiah = (text) => ({ minor: Math.round(Number(text) * 100), currency: "IDR", exponent: 2 });

// src/live.js
var AGAIN_MS = 1e3;
function useRevision(onEnd) {
  const [live, setLive] = d2({ revision: 0, reachable: true });
  A2(() => {
    let over = false;
    let after = 0;
    let timer;
    const next = async () => {
      try {
        const { revision } = await changes(after);
        if (over) return;
        after = revision;
        setLive((was) => was.reachable && was.revision === revision ? was : { revision, reachable: true });
        next();
      } catch (refusal) {
        if (over) return;
        if (refusal.status === 401 || refusal.code === "unknown_tenant") return onEnd(refusal);
        after = 0;
        setLive((was) => ({ ...was, reachable: false }));
        timer = setTimeout(next, AGAIN_MS);
      }
    };
    next();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return live;
}

// src/parts/audit.js
var NEWEST = 200;
function Audit({ live }) {
  const trail = useAnswer(live, "audit");
  return html`<${Sheet} title=${t4("part-trail")}><${Shown} of=${trail} empty=${(of) => of.entries.length === 0}>
    ${(of) => html`<p class=${of.verified ? "good" : "bad"}>${of.verified ? t4("text-chain-holds") : t4("text-chain-broken")}</p>
      <${Table} name=${t4("part-trail")} heads=${["#", t4("label-time"), t4("label-kind"), t4("label-what")]}
        rows=${of.entries.slice(-NEWEST).reverse().map((entry) => [entry.n, moment(entry.at), entry.kind, entry.what])} />`}
  <//><//>`;
}

// src/parts/calls.js
var STATES = { waiting: "text-call-waiting", reached: "text-call-reached", missed: "text-call-missed", cancelled: "text-call-cancelled" };
function Calls({ live }) {
  const state = useAnswer(live, "call_backs");
  return html`<${Shown} of=${state}>${({ call_backs: calls }) => calls.length === 0 ? html`<${Sheet} title=${t4("part-calls")}><p class="soft">${t4("text-empty")}</p><//>` : calls.map((call2) => html`<${Call} key=${call2.id} call=${call2} />`)}<//>`;
}
function Call({ call: call2 }) {
  const prove = (values2) => ({ ...values2, user_id: call2.user_id, purpose: call2.purpose });
  return html`<${Sheet} title=${`${call2.name}: ${word(call2.about)}`}><${Facts} of=${[
    [t4("label-window"), html`${moment(call2.from)} – ${moment(call2.until)}${call2.late && html` <strong class="bad">${t4("text-overdue")}</strong>`}`],
    [t4("label-number"), call2.number],
    [t4("label-purpose"), call2.purpose],
    [t4("label-state"), html`<span role="status">${t4(STATES[call2.state])}</span>`]
  ]} />
    ${call2.state === "waiting" && html`<div class="pair">
      <${Form} run="caller" submit=${t4("act-prove-call")} body=${prove} show=${({ answer: answer2 }) => answer2} quiet fields=${[
    { name: "employee_id", label: t4("label-employee"), value: "10177" },
    { name: "challenge", label: t4("label-challenge"), pattern: "[0-9]{6}", inputmode: "numeric" }
  ]} />
      <${Form} run="call_back" submit=${t4("act-do")} onDone=${toHeading} body=${(values2) => ({ ...values2, id: call2.id })}
        fields=${[{ name: "do", label: t4("label-deed"), options: [["reached", t4("act-reached")], ["missed", t4("act-missed")]] }]} />
    </div>`}<//>`;
}

// src/parts/cards.js
var why = ({ reasons, code }) => [...new Set(reasons)].join(", ") || code;
function Cards({ live, user, customer }) {
  const state = useAnswer(live, "card_payments", { user_id: user });
  const [went, act] = useAct();
  const card = { name: "ending", label: t4("label-card"), options: customer.cards.map(({ ending, name }) => [ending, `${name} •${ending}`]) };
  const merchant = { name: "merchant", label: t4("label-merchant"), value: "Warung Bu Tini" };
  const amount = { name: "amount", label: t4("label-amount"), type: "number", min: 1, value: "50000" };
  const network = {
    chip: t4("label-chip"),
    contactless: t4("label-contactless"),
    online: t4("label-online"),
    atm: t4("label-atm")
  };
  const paid = (of) => of.approved ? t4("text-paid") : t4("text-declined", { reasons: why(of) });
  const step = (name, payment, text) => html`<button class="quiet" disabled=${went.busy}
    onClick=${() => act(() => command(name, { transaction_id: payment.transaction_id }))}>${text}</button>`;
  const steps = (payment) => html`<div class="row">
    ${payment.state === "pending" && [step("card_capture", payment, t4("act-capture")), step("card_reverse", payment, t4("act-reverse"))]}
    ${payment.state === "settled" && step("card_refund", payment, t4("act-refund"))}
  </div>`;
  return html`<div class="pair" key=${user}>
      <${Sheet} title=${t4("part-network")}><${Form} run="card_pay" submit=${t4("act-pay")} show=${paid}
        body=${({ amount: amount2, code, ...rest }) => ({ ...rest, user_id: user, amount: rupiah(amount2), ...code && { code } })}
        fields=${[
    card,
    merchant,
    amount,
    { name: "channel", label: t4("label-channel"), options: Object.entries(network) },
    { name: "code", label: t4("label-network-code"), required: false, maxlength: 2 }
  ]} /><//>
      <${Sheet} title=${t4("part-shop")}><${Form} run="merchant_purchase" submit=${t4("act-order")} show=${(of) => of.outcome}
        body=${({ amount: amount2, ...rest }) => ({ ...rest, user_id: user, amount: rupiah(amount2) })}
        fields=${[card, merchant, amount, { name: "order", label: t4("label-order"), value: "A-1001" }]} /><//>
      <${Sheet} title=${t4("part-statement")}>
        <${Form} run="statement_close" submit=${t4("act-close-statement")} quiet body=${(values2) => ({ ...values2, user_id: user })} fields=${[card]} />
        <${Form} run="statement_pay" submit=${t4("act-pay-statement")} quiet
          body=${({ amount: amount2, ...rest }) => ({ ...rest, user_id: user, minor: rupiah(amount2).minor })} fields=${[card, amount]} /><//>
      <${Sheet} title=${t4("part-wallet")}><${Form} run="wallet_add" submit=${t4("act-add-wallet")} body=${(values2) => ({ ...values2, user_id: user })}
        fields=${[card, { name: "wallet", label: t4("label-wallet"), value: "DompetKu" }]} /><//>
    </div>
    <${Sheet} title=${t4("part-cards")}><${Table} name=${t4("part-cards")} heads=${[t4("label-card"), t4("label-state"), t4("label-holds")]}
      rows=${customer.cards.map((of) => [`${of.name} •${of.ending}`, of.state, of.holds.map((hold) => `${hold.holder}: ${hold.reason}`).join(", ") || "–"])} /><//>
    <${Sheet} title=${t4("part-payments")}><${Shown} of=${state} empty=${(of) => of.payments.length === 0}>
      ${(of) => html`<${Table} name=${t4("part-payments")}
        heads=${[t4("label-time"), t4("label-card"), t4("label-merchant"), t4("label-amount"), t4("label-state"), t4("label-why"), t4("label-acts")]}
        rows=${of.payments.map((made) => [
    moment(made.at),
    `•${made.ending}`,
    made.merchant,
    money(made.asked_minor, made.currency),
    made.state,
    why(made),
    steps(made)
  ])} />`}
    <//><${Went} state=${went} /><//>`;
}

// src/paper.js
function Paper({ run, body, name, file }) {
  const [went, act] = useAct();
  const [shown, show] = d2();
  A2(() => () => shown?.url && URL.revokeObjectURL(shown.url), [shown]);
  const open = async () => {
    const answer2 = await act(() => command(run, body));
    if (!answer2) return;
    const bytes = Uint8Array.from(atob(answer2.content), (letter) => letter.charCodeAt(0));
    if (answer2.form === "text/plain") return show({ text: new TextDecoder().decode(bytes) });
    show({ form: answer2.form, url: URL.createObjectURL(new Blob([bytes], { type: answer2.form })) });
  };
  return html`<p><button class="quiet" disabled=${went.busy} onClick=${open}>${t4("act-show-evidence", { what: name })}</button>
      <span class="bad" role="alert">${went.refusal && told(went.refusal)}</span></p>
    ${shown?.text !== void 0 && html`<p class="words" role="status">${shown.text}</p>`}
    ${shown?.url && (shown.form.startsWith("image/") ? html`<img class="paper" src=${shown.url} alt=${name} />` : html`<p role="status"><a href=${shown.url} download=${file}>${t4("act-save-evidence", { what: name })}</a></p>`)}`;
}

// src/parts/employee.js
var STAFF = ["dewi", "agus"];
var STANDING = { "not-verified": "text-not-verified", asked: "text-asked", declined: "text-said-no", verified: "text-verified" };
var outcome = (of) => of.done ? t4("text-done") : t4("text-desk-kept", { why: of.why });
function Employee({ live, user, talk, customer }) {
  const [speaker, choose] = d2(STAFF[0]);
  const desk = useAnswer(live, "agent_desk", { ...talk, as: speaker });
  const at = (values2) => ({ ...values2, as: speaker, ...talk });
  const common = { speaker, user, at };
  return html`<${Sheet} title=${t4("part-employee")}>
      <label>${t4("label-works-as")} <select value=${speaker} onChange=${(event) => choose(event.target.value)}>
        ${STAFF.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label>
      <${Shown} of=${desk}>${(of) => of.done ? html`<${Facts} of=${[
    [t4("label-customer-is"), html`<span role="status">${t4(STANDING[of.standing])}</span>`],
    ...of.verified_until ? [[t4("label-verified-until"), moment(of.verified_until)]] : [],
    [t4("label-said-last"), of.said ?? "–"],
    [t4("label-balance"), of.shows ? of.balances : t4("text-hidden")],
    [t4("part-cards"), of.shows ? of.cards : t4("text-hidden")]
  ]} />` : html`<p class="bad" role="alert">${outcome(of)}</p>`}<//>
    <//>
    <${Say} ...${common} />
    <div class="pair">
      <${Sheet} title=${t4("part-agent-verify")}><${Form} run="agent_verify" submit=${t4("act-ask-who")} show=${outcome} body=${at} fields=${[]} /><//>
      <${Freeze} customer=${customer} ...${common} />
      ${desk.answer?.done && html`<${Limit} desk=${desk.answer} ...${common} /><${Dispute} desk=${desk.answer} ...${common} />`}
      <${Documents} live=${live} ...${common} />
    </div>`;
}
function Say({ user, at }) {
  const canned = useAnswer({}, "canned_replies");
  const replies = (canned.answer?.replies ?? []).flatMap((reply) => ["id", "en"].map((language2) => [reply.text[language2], `${word(reply.title)} (${language2})`]));
  const fill = (event) => event.target.form.elements.text.value = event.target.value;
  const clear = ({ done }, __, form) => done && (form.elements.text.value = "");
  return html`<${Sheet} title=${t4("part-agent")}><p class="soft">${t4("text-agent")}</p>
      <${Form} key=${user} run="agent_say" submit=${t4("act-send")} show=${outcome} onDone=${clear} body=${({ canned: canned2, ...values2 }) => at(values2)} fields=${[
    { name: "canned", label: t4("label-canned"), options: [["", "–"], ...replies], onChange: fill },
    { name: "text", label: t4("label-reply"), rows: 3, maxlength: 2e3 }
  ]} />
    <//>`;
}
function Freeze({ customer, at }) {
  const cards = customer.cards.map(({ ending, name }) => [ending, `${name} •${ending}`]);
  return html`<${Sheet} title=${t4("part-agent-freeze")}><${Form} run="agent_propose" submit=${t4("act-propose")} show=${outcome} body=${(values2) => at({ ...values2, act: "freeze" })}
    fields=${[{ name: "ending", label: t4("label-card"), options: cards }]} /><//>`;
}
function Limit({ desk, at }) {
  const named = (of) => `•${of.ending} ${word(of.label)}: ${money(of.now.minor, of.now.currency)}`;
  const body = ({ which, amount }) => {
    const [ending, limit] = which.split(" ");
    const value = Number(amount) === 0 ? "blocked" : { "at-most": rupiah(amount) };
    return at({ act: "controls", ending, change: { what: "limit", limit, value } });
  };
  return html`<${Sheet} title=${t4("part-agent-limit")}>${desk.shows ? html`<p class="soft">${t4("text-lower-only")}</p><${Form} run="agent_propose" submit=${t4("act-propose")} show=${outcome} body=${body} fields=${[
    { name: "which", label: t4("label-limit"), options: desk.limits.map((of) => [`${of.ending} ${of.limit}`, named(of)]) },
    { name: "amount", label: t4("label-amount"), type: "number", min: 0, value: "100000" }
  ]} />` : html`<p class="soft">${t4("text-ask-who-first")}</p>`}<//>`;
}
function Dispute({ desk, at }) {
  const named = (made) => [made.transaction_id, `${made.merchant}, ${made.amount}`];
  const form = () => desk.payments.length === 0 ? html`<p class="soft">${t4("text-empty")}</p>` : html`<${Form} run="agent_propose" submit=${t4("act-propose")} show=${outcome} body=${(values2) => at({ ...values2, act: "dispute" })}
        fields=${[{ name: "transaction_id", label: t4("label-payment"), options: desk.payments.map(named) }]} />`;
  return html`<${Sheet} title=${t4("part-agent-dispute")}>${desk.shows ? form() : html`<p class="soft">${t4("text-ask-who-first")}</p>`}<//>`;
}
function Documents({ live, at }) {
  const known = useAnswer({}, "chat_documents");
  const body = ({ document: document2, purpose, days, hours }) => at({ document: document2, purpose, retention_days: Number(days), for_seconds: Number(hours) * 3600 });
  return html`<${Sheet} title=${t4("part-agent-document")}><${Shown} of=${known}>${({ documents }) => html`
    <${Form} run="chat_ask_documents" submit=${t4("act-ask-document")} body=${body} fields=${[
    { name: "document", label: t4("label-document"), options: documents.map((of) => [of.document, word(of.words)]) },
    { name: "purpose", label: t4("label-what-for"), maxlength: 200 },
    { name: "days", label: t4("label-kept-days"), type: "number", min: 0, max: 1830, value: "90" },
    { name: "hours", label: t4("label-asked-hours"), type: "number", min: 1, max: 72, value: "24" }
  ]} />`}<//><//>`;
}

// src/parts/chat.js
function Chat({ live, user, customer, speakers }) {
  const [chosen, choose] = d2({});
  const talk = chosen.user === user && chosen.conversation ? { user_id: user, conversation: chosen.conversation } : { user_id: user };
  const log = useAnswer(live, "chat_log", talk);
  const voices = speakers.map((voice) => [voice, voice]);
  const clear = (_3, __, form) => form.elements.text.value = "";
  return html`<${Sheet} title=${t4("part-conversation")}>
      <${Shown} of=${log}>${(of) => html`
        <label>${t4("label-conversation")} <select value=${talk.conversation ?? ""} onChange=${(event) => choose({ user, conversation: event.target.value })}>
          ${of.conversations.map((each) => html`<option key=${each.conversation} value=${each.topic === "general" ? "" : each.conversation}>
            ${`${each.topic} · ${t4(each.open ? "text-open" : "text-ended")} · ${each.controller} · ${each.last_seq}`}</option>`)}</select></label>
        <${Facts} of=${[[t4("label-controller"), of.controller], [t4("label-scam-reports"), of.scam_reports]]} />
        ${of.messages.length === 0 && html`<p class="soft">${t4("text-empty")}</p>`}
        <ol class="talk" aria-label=${t4("part-conversation")}>${of.messages.map((message) => html`<li class=${message.sender} key=${message.seq}>
          <span class="soft">${message.sender}</span><br />${message.text}</li>`)}</ol>`}<//>
      <${Form} key=${user} run="chat_say" submit=${t4("act-say")} onDone=${clear} body=${(values2) => ({ ...values2, ...talk })}
        fields=${[{ name: "as", label: t4("label-speaker"), options: voices, value: "dewi" }, { name: "text", label: t4("label-what") }]} />
    <//>
    <${Files} of=${log} talk=${talk} />
    <${Employee} key=${user} live=${live} user=${user} talk=${talk} customer=${customer} />
    <div class="pair">
      <${Sheet} title=${t4("part-desk")}><${Form} run="chat_desk" submit=${t4("act-set")}
        body=${(values2) => Object.fromEntries(Object.entries(values2).map(([name, value]) => [name, Number(value)]))}
        fields=${["ahead", "each_seconds", "closed_for_seconds"].map((name) => ({
    name,
    label: t4(DESK[name]),
    type: "number",
    min: 0,
    value: "0"
  }))} /><//>
      <${Sheet} title=${t4("part-badge")}><${Form} run="chat_revoke" submit=${t4("act-revoke")} fields=${[{ name: "as", label: t4("label-speaker"), options: voices, value: "agus" }]} /><//>
    </div>`;
}
var DESK = { ahead: "label-ahead", each_seconds: "label-each", closed_for_seconds: "label-closed" };
var sent = ({ messages }) => messages.filter(({ file }) => file);
function Files({ of, talk }) {
  const heads = [t4("label-number-in-chat"), t4("label-sent-by"), t4("label-name"), t4("label-form"), t4("label-bytes")];
  return html`<${Sheet} title=${t4("part-files")}><${Shown} of=${of} empty=${(log) => sent(log).length === 0}>${(log) => html`
    <p class="soft">${t4("text-files")}</p>
    <${Table} name=${t4("part-files")} heads=${heads} rows=${sent(log).map(({ seq, file }) => [seq, file.from, file.name, file.form, file.bytes])} />
    ${sent(log).map(({ seq, file }) => html`<${Paper} key=${`${talk.user_id} ${talk.conversation} ${seq}`} run="chat_file" body=${{ ...talk, seq }} name=${file.name} file=${file.name} />`)}`}<//><//>`;
}

// src/parts/customers.js
function Customers({ live, user }) {
  const state = useAnswer(live, "customer", { user_id: user });
  const record = useAnswer(live, "record", { user_id: user });
  const alerts = useAnswer(live, "alerts", { user_id: user });
  return html`<div class="pair">
      <${Sheet} title=${t4("part-customer")}><${Shown} of=${state}>${(customer) => html`<${Facts} of=${[
    [t4("label-name"), customer.name],
    [t4("label-user"), customer.user_id],
    [t4("label-number"), customer.phone],
    [t4("label-banking"), customer.flagged ? t4("text-flagged") : t4("text-open")],
    [t4("label-website-otp"), customer.website_otp_on ? t4("text-on") : t4("text-off")],
    [t4("label-website-failures"), customer.website_otp_failures]
  ]} />`}<//>
      <${Shown} of=${record}>${(of) => html`<${Facts} of=${[
    [t4("label-address"), of.address],
    [t4("label-email"), of.email],
    [t4("label-payees"), of.payees]
  ]} />`}<//><//>
      <${Operator} key=${user} user=${user} />
    </div>
    <${Sheet} title=${t4("part-devices")}><${Shown} of=${state} empty=${(of) => of.tokens.length === 0}>
      ${(customer) => html`<${Table} name=${t4("part-devices")}
        heads=${[t4("label-token"), t4("label-state"), t4("label-epoch"), t4("label-failures"), t4("label-activated")]}
        rows=${customer.tokens.map((token) => [token.token_id, token.state, token.epoch, token.failures, moment(token.activated_at)])} />`}
    <//><//>
    <${Sheet} title=${t4("part-alerts")}><${Shown} of=${alerts} empty=${(of) => of.alerts.length === 0}>
      ${(of) => html`<${Table} name=${t4("part-alerts")} heads=${[t4("label-time"), t4("label-what"), t4("label-sms")]}
        rows=${of.alerts.map((alert) => [moment(alert.at), alert.what, alert.sms])} />`}
    <//><//>`;
}
function Operator({ user }) {
  const deeds = [
    ["deregister", t4("act-deregister")],
    ["flag_banking", t4("act-flag")],
    ["unflag_banking", t4("act-unflag")],
    ["unlock", t4("act-unlock")],
    ["sign_out", t4("act-sign-out-customer")],
    ["suspend", t4("act-suspend")],
    ["resume", t4("act-resume")]
  ];
  return html`<${Sheet} title=${t4("part-operator")}>
      <${Form} run="operator" submit=${t4("act-do")} body=${(values2) => ({ ...values2, user_id: user })}
        fields=${[{ name: "do", label: t4("label-deed"), options: deeds }, { name: "reason", label: t4("label-reason") }]} />
    <//>
    <${Sheet} title=${t4("part-number")}>
      <${Form} run="operator" submit=${t4("act-change-number")} body=${(values2) => ({ ...values2, do: "change_number", user_id: user })}
        fields=${[{ name: "number", label: t4("label-new-number"), type: "tel" }, { name: "reason", label: t4("label-reason") }]} />
    <//>`;
}

// src/parts/written.js
var WAYS = { complaint: "text-complaint", letter: "text-letter" };
var STATES2 = { received: "text-received", "in-work": "text-in-work", extended: "text-extended", answered: "text-answered" };
var due = (at, overdue) => html`${moment(at)}${overdue && html` <strong class="bad">${t4("text-overdue")}</strong>`}`;
function Written({ live }) {
  const state = useAnswer(live, "written");
  return html`<${Shown} of=${state}>${({ written }) => written.length === 0 ? html`<${Sheet} title=${t4("part-written")}><p class="soft">${t4("text-empty")}</p><//>` : written.map((paper) => html`<${Paper2} key=${paper.reference} paper=${paper} />`)}<//>`;
}
function Paper2({ paper }) {
  const { reference, way, may } = paper;
  const act = (values2) => ({ ...values2, reference });
  const deeds = [["take", t4("act-take"), may.take], ["extend", t4("act-extend"), may.extend]].filter(([, , is]) => is);
  return html`<${Sheet} title=${`${t4(WAYS[way])} ${reference}`}><${Facts} of=${[
    [t4("label-customer"), paper.name],
    [t4("label-about"), word(paper.about)],
    [t4("label-filed"), moment(paper.filed)],
    [t4("label-answer-by"), due(paper.due, paper.overdue)],
    [t4("label-state"), html`<span role="status">${t4(STATES2[paper.state])}</span>`]
  ]} />
    <p class="words">${paper.text}</p>
    ${paper.answer && html`<h4>${t4("label-answer")}</h4><p class="words">${paper.answer}</p>`}
    <div class="pair">
      ${deeds.length > 0 && html`<${Form} run=${way} submit=${t4("act-do")} quiet onDone=${toHeading} body=${act}
        fields=${[{ name: "do", label: t4("label-deed"), options: deeds }]} />`}
      ${may.answer && html`<${Form} run=${way} submit=${t4("act-send-answer")} onDone=${toHeading} body=${(values2) => act({ ...values2, do: "answer" })}
        fields=${[{ name: "answer", label: t4("label-answer"), rows: 3, maxlength: 2e3 }]} />`}
    </div><//>`;
}

// src/parts/disputes.js
var STATES3 = {
  submitted: "text-submitted",
  "in-review": "text-in-review",
  "needs-evidence": "text-needs-evidence",
  granted: "text-granted",
  refused: "text-refused",
  withdrawn: "text-withdrawn"
};
function Disputes({ live }) {
  const state = useAnswer(live, "disputes");
  return html`<${Shown} of=${state}>${({ disputes }) => disputes.length === 0 ? html`<${Sheet} title=${t4("part-disputes")}><p class="soft">${t4("text-empty")}</p><//>` : disputes.map((dispute) => html`<${Dispute2} key=${dispute.dispute_id} dispute=${dispute} />`)}<//>`;
}
function Dispute2({ dispute }) {
  const { dispute_id, user_id, currency, evidence, may } = dispute;
  const act = (values2) => ({ ...values2, user_id, dispute_id });
  const of = (deeds) => deeds.filter(([deed2]) => may[deed2]);
  const going = of([["review", t4("act-review")], ["extend", t4("act-extend")]]);
  const speaking = of([["ask", t4("act-ask")], ["grant", t4("act-grant")], ["refuse", t4("act-refuse")]]);
  const deed = (options) => ({ name: "do", label: t4("label-deed"), options });
  return html`<${Sheet} title=${`${dispute.name}: ${dispute.merchant}, ${money(dispute.amount_minor, currency)}`}><${Facts} of=${[
    [t4("label-card"), `•${dispute.ending}`],
    [t4("label-about"), word(dispute.about)],
    [t4("label-answer-by"), due(dispute.answer_by, dispute.overdue)],
    ...dispute.evidence_by ? [[t4("label-evidence-by"), moment(dispute.evidence_by)]] : [],
    ...dispute.returned_minor ? [[t4("label-returned"), money(dispute.returned_minor, currency)]] : [],
    [t4("label-state"), html`<span role="status">${t4(STATES3[dispute.state])}</span>`]
  ]} />
    <p class="words">${dispute.statement}</p>
    ${dispute.words && html`<h4>${t4("label-bank-words")}</h4><p class="words">${dispute.words}</p>`}
    <h4>${t4("label-evidence")}</h4>
    ${evidence.length === 0 ? html`<p class="soft">${t4("text-empty")}</p>` : html`<${Table} name=${t4("label-evidence")}
      heads=${[t4("label-shows"), t4("label-form"), t4("label-bytes"), "SHA-256"]}
      rows=${evidence.map((piece) => [word(piece.shows), piece.form ?? "–", piece.bytes, `${piece.digest.slice(0, 12)}…`])} />
      ${evidence.map((piece) => html`<${Paper} key=${piece.digest} run="evidence" body=${{ user_id, digest: piece.digest }}
        name=${word(piece.shows)} file=${`${piece.digest.slice(0, 12)}.pdf`} />`)}`}
    <h4>${t4("label-steps")}</h4>
    <ol>${dispute.steps.map((step) => html`<li>${moment(step.at)}: ${t4(STATES3[step.state])}</li>`)}</ol>
    <div class="pair">
      ${going.length > 0 && html`<${Form} run="dispute" submit=${t4("act-do")} quiet onDone=${toHeading} body=${act} fields=${[deed(going)]} />`}
      ${speaking.length > 0 && html`<${Form} run="dispute" submit=${t4("act-tell")} body=${act} fields=${[
    deed(speaking),
    { name: "words", label: t4("label-bank-words"), rows: 3, maxlength: 1e3 }
  ]}
        onDone=${(answer2, values2, form) => {
    form.elements.words.value = "";
    toHeading(answer2, values2, form);
  }} />`}
    </div><//>`;
}

// src/parts/fraud.js
var ANSWERS = {
  waiting: "text-answer-waiting",
  yes: "text-answer-yes",
  no: "text-answer-no",
  none: "text-answer-none",
  dropped: "text-answer-dropped",
  "not-asked": "text-answer-not-asked",
  declined: "text-answer-declined"
};
var PLACES = { phone: "text-by-phone", operator: "text-by-operator" };
var OPEN = ["waiting", "none", "dropped", "not-asked", "declined"];
var one = (text) => html`<span class="one">${text}</span>`;
var answer = ({ answer: answer2, answered_by: by }) => by ? `${t4(ANSWERS[answer2])} (${by in PLACES ? t4(PLACES[by]) : by})` : t4(ANSWERS[answer2]);
function Fraud({ live, customers }) {
  const queue = useAnswer(live, "fraud_queue");
  const held = queue.answer?.held ?? [];
  const choices = held.filter((made) => OPEN.includes(made.answer) && !made.fraud_case).map((made) => [
    made.transaction_id,
    `${made.name}: ${made.merchant}, ${money(made.amount_minor, made.currency)} (${t4(ANSWERS[made.answer])})`
  ]);
  const cards = customers.flatMap((customer) => customer.cards.map((card) => [`${customer.user_id} ${card.ending}`, `${customer.name}: ${card.name} •${card.ending}`]));
  const pay = ({ card, amount, ...rest }) => {
    const [user_id, ending] = card.split(" ");
    return { ...rest, user_id, ending, amount: rupiah(amount), channel: "online", suspicious: true };
  };
  const went = (of) => of.approved ? t4("text-paid") : of.reasons.length > 0 ? t4("text-declined", { reasons: of.reasons.join(", ") }) : t4("text-held");
  return html`<${Sheet} title=${t4("part-held")}><${Shown} of=${queue} empty=${(of) => of.held.length === 0}>
      ${(of) => html`<${Table} name=${t4("part-held")}
        heads=${[t4("label-time"), t4("label-customer"), t4("label-card"), t4("label-merchant"), t4("label-sum"), t4("label-answer"), t4("label-answer-by"), t4("label-without-answer")]}
        rows=${of.held.map((made) => [
    moment(made.at),
    made.name,
    one(`•${made.ending}`),
    made.merchant,
    one(money(made.amount_minor, made.currency)),
    made.answer === "waiting" ? html`<strong>${answer(made)}</strong>` : answer(made),
    moment(made.answer_by),
    ["waiting", "none"].includes(made.answer) ? t4("text-not-made") : "–"
  ])} />`}
    <//><//>
    <div class="pair">
      <${Sheet} title=${t4("part-fraud-decide")}><p class="soft">${t4("text-fraud-decide")}</p>
        <${Form} run="fraud_decide" submit=${t4("act-do")} onDone=${(_3, __, form) => form.elements.reason.value = ""} fields=${[
    { name: "transaction_id", label: t4("label-held-payment"), options: choices, required: true },
    { name: "do", label: t4("label-deed"), options: [["allow", t4("act-let-through")], ["refuse", t4("act-refuse-freeze")]] },
    { name: "reason", label: t4("label-reason") }
  ]} /><//>
      <${Sheet} title=${t4("part-fraud-pay")}><${Form} run="card_pay" submit=${t4("act-pay")} body=${pay} show=${went} fields=${[
    { name: "card", label: t4("label-card"), options: cards },
    { name: "merchant", label: t4("label-merchant"), value: "Toko Kilat" },
    { name: "amount", label: t4("label-amount"), type: "number", min: 1, value: "750000" }
  ]} /><//>
    </div>`;
}

// src/parts/operations.js
function Operations({ live, user }) {
  const state = useAnswer(live, "accounts", { user_id: user });
  const [went, act] = useAct();
  const on = (name, id, text) => html`<button class="quiet" disabled=${went.busy}
    onClick=${() => act(() => command(name, { operation_id: id }))}>${text}</button>`;
  const acts = (operation) => operation.state === "approved" && html`<div class="row">
    ${on("settle", operation.operation_id, t4("act-settle"))} ${on("settle_failed", operation.operation_id, t4("act-fail"))}
  </div>`;
  return html`<${Sheet} title=${t4("part-accounts")}><${Shown} of=${state}>
      ${(of) => html`<${Table} name=${t4("part-accounts")} heads=${[t4("label-account"), t4("label-balance")]}
        rows=${of.accounts.map((account) => [account.account, money(account.balance_minor, account.currency)])} />`}
    <//><//>
    <${Sheet} title=${t4("part-operations")}><${Shown} of=${state} empty=${(of) => of.operations.length === 0}>
      ${(of) => html`<${Table} name=${t4("part-operations")}
        heads=${[t4("label-kind"), t4("label-state"), t4("label-deadline"), t4("label-answered"), t4("label-acts")]}
        rows=${of.operations.map((operation) => [operation.kind, operation.state, moment(operation.deadline), operation.answered_by ?? "–", acts(operation)])} />`}
    <//><${Went} state=${went} /><//>`;
}

// src/parts/personas.js
var STAGES = { absent: "text-stage-absent", "wants-phone": "text-stage-phone", "wants-stage": "text-stage-token", ready: "text-stage-ready" };
function Personas({ live }) {
  const state = useAnswer(live, "personas");
  const [went, act] = useAct();
  return html`<${Shown} of=${state}>${({ personas }) => html`
    <${Sheet} title=${t4("part-personas-all")}><p>${t4("text-personas")}</p>
      <button disabled=${went.busy} onClick=${() => act(() => everyone(personas))}>${t4("act-make-all")}</button><${Went} state=${went} /><//>
    <div class="pair">${personas.map((persona) => html`<${Persona} key=${persona.user_id} persona=${persona} />`)}</div>`}<//>`;
}
async function everyone(personas) {
  for (const { user_id } of personas) await command("persona", { user_id });
  return {};
}
function Persona({ persona }) {
  const facts = [[t4("label-user"), persona.user_id], [t4("label-password"), persona.password], [t4("label-birth-date"), persona.birth_date]];
  if (persona.unlock_code) facts.push([t4("label-unlock-code"), persona.unlock_code]);
  if (persona.serial) facts.push([t4("label-hardware"), persona.serial]);
  return html`<${Sheet} title=${persona.name}><p>${word(persona.story)}</p><${Facts} of=${[
    ...facts,
    [t4("label-state"), html`<span role="status">${t4(STAGES[persona.stage])}</span>`]
  ]} />
    <${Form} run="persona" submit=${t4("act-make")} quiet fields=${[]} body=${() => ({ user_id: persona.user_id })} /><//>`;
}

// src/parts/sandbox.js
var SIMPLE = [
  "network_cut",
  "wrong_pin",
  "expired_certificate",
  "unknown_issuer",
  "not_yet_valid",
  "swap_keys",
  "link_down",
  "websockets_blocked",
  "wrong_bundle_signer",
  "rolled_back_bundle",
  "expired_bundle",
  "withdrawn_receipt_key",
  "unknown_status",
  "forged_status"
];
var ON_LINK = [
  "link_cut_before_send",
  "link_cut_after_send",
  "link_frame_too_big",
  "link_out_of_order",
  "link_duplicate_event",
  "link_forged_range",
  "link_range_gone"
];
var ON_CALL = ["lose_reply", "torn_reply", "duplicate", "malformed_json", "oversized_reply", "other_document", "error_5xx"];
function Faults({ live }) {
  const kind = (kinds) => ({ name: "kind", label: t4("label-kind"), options: kinds.map((kind2) => [kind2, kind2]) });
  const times = { name: "times", label: t4("label-times"), type: "number", min: 1, value: "1" };
  const counted = ({ times: times2, ...rest }) => ({ ...rest, times: Number(times2) });
  return html`<${SetNow} live=${live} /><div class="pair">
    <${Sheet} title=${t4("part-faults-all")}><${Form} run="fault" submit=${t4("act-set")} fields=${[kind([...SIMPLE, ...ON_LINK])]} /><//>
    <${Sheet} title=${t4("part-faults-call")}><${Form} run="fault" submit=${t4("act-set")} body=${counted}
      fields=${[kind(ON_CALL), { name: "path", label: t4("label-path"), value: "/v1/sessions" }, times]} /><//>
    <${Sheet} title=${t4("part-latency")}><${Form} run="fault" submit=${t4("act-set")} body=${({ ms }) => ({ kind: "latency", ms: Number(ms) })}
      fields=${[{ name: "ms", label: t4("label-ms"), type: "number", min: 0, max: 12e4, value: "500" }]} /><//>
    <${Sheet} title=${t4("part-window")}><${Form} run="fault" submit=${t4("act-set")} body=${({ events }) => ({ kind: "link_window", events: Number(events) })}
      fields=${[{ name: "events", label: t4("label-events"), type: "number", min: 1, value: "20" }]} /><//>
  </div><${Outages} live=${live} />`;
}
function SetNow({ live }) {
  const state = useAnswer(live, "faults");
  const times = ({ times: times2 }) => times2 ?? t4("text-until-cleared");
  return html`<${Sheet} title=${t4("part-faults-set")}><${Shown} of=${state}>${({ faults }) => html`
      <div role="status">${faults.length === 0 ? html`<p class="soft">${t4("text-no-faults")}</p>` : html`<${Table} name=${t4("part-faults-set")} heads=${[t4("label-kind"), t4("label-path"), t4("label-times"), t4("label-value")]}
            rows=${faults.map((fault) => [fault.kind, fault.path ?? "–", times(fault), fault.value ?? "–"])} />`}</div>`}<//>
    <${Form} run="fault" submit=${t4("act-clear-all")} fields=${[]} body=${() => ({ kind: "clear" })} quiet /><//>`;
}
function Outages({ live }) {
  const state = useAnswer(live, "outages");
  const words = (of) => of.out ? t4("text-out") : of.since ? t4("text-will-be-out", { since: moment(of.since) }) : t4("text-works");
  const deed = { out: t4("act-is-out"), over: t4("act-is-over") };
  const body = ({ service, deed: deed2, hours }) => deed2 === "over" ? { service, over: true } : { service, ...hours && { ends_in_seconds: Math.round(Number(hours) * 3600) } };
  return html`<${Sheet} title=${t4("part-outages")}><${Shown} of=${state}>${({ services }) => html`
      <${Table} name=${t4("part-outages")} heads=${[t4("label-service"), t4("label-state"), t4("label-until")]}
        rows=${services.map((of) => [word(of.words), words(of), moment(of.until)])} />
      <${Form} run="outage" submit=${t4("act-do")} body=${body} fields=${[
    { name: "service", label: t4("label-service"), options: services.map((of) => [of.service, word(of.words)]) },
    { name: "deed", label: t4("label-deed"), options: Object.entries(deed) },
    { name: "hours", label: t4("label-for-hours"), type: "number", min: 0.1, step: 0.1, required: false }
  ]} />`}<//><//>`;
}
function Clock({ live }) {
  const clock = useAnswer(live, "clock");
  const [went, act] = useAct();
  const move = (seconds) => html`<button class="quiet" disabled=${went.busy} onClick=${() => act(() => command("clock", { advance_seconds: seconds }))}>
    ${t4("act-move", { hours: seconds / 3600 })}</button>`;
  return html`<div class="pair">
    <${Sheet} title=${t4("part-clock")}>
      <${Shown} of=${clock}>${(of) => html`<${Facts} of=${[[t4("label-time"), moment(of.now)], [t4("label-ahead-by"), t4("text-seconds", { seconds: of.offset_seconds })]]} />`}<//>
      <div class="row">${move(3600)} ${move(86400)} ${move(604800)}</div><${Went} state=${went} />
      <${Form} run="clock" submit=${t4("act-move-on")} body=${({ seconds }) => ({ advance_seconds: Number(seconds) })}
        fields=${[{ name: "seconds", label: t4("label-seconds"), type: "number", min: 1, value: "60" }]} />
    <//>
    <${Reset} /><${Report} />
  </div>`;
}
function Reset() {
  return html`<${Sheet} title=${t4("part-reset")}><p>${t4("text-reset")}</p>
    <${Form} run="reset" submit=${t4("act-reset")} body=${() => ({})}
      fields=${[{ name: "sure", label: t4("label-sure"), pattern: "RESET", placeholder: "RESET" }]} onDone=${(_3, __, form) => form.reset()} /><//>`;
}
function Report() {
  const [went, act] = useAct();
  const save = async () => {
    const report = await act(() => command("report"));
    if (!report) return;
    const url = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: url, download: "kunci-report.json" }).click();
    URL.revokeObjectURL(url);
  };
  return html`<${Sheet} title=${t4("part-report")}><p>${t4("text-report")}</p>
    <button disabled=${went.busy} onClick=${save}>${t4("act-save")}</button><${Went} state=${went} /><//>`;
}

// src/parts/sms.js
function Sms({ live, user }) {
  const outbox = useAnswer(live, "sms_outbox", { user_id: user });
  return html`<${Sheet} title=${t4("part-outbox")}><${Shown} of=${outbox} empty=${(of) => of.count === 0}>
      ${(of) => html`<${Table} name=${t4("part-outbox")} heads=${[t4("label-time"), t4("label-to"), t4("label-what"), t4("label-code")]}
        rows=${[...of.messages].reverse().map((sms) => [moment(sms.at), sms.to, sms.text, html`<strong>${sms.code}</strong>`])} />`}
    <//><//>
    <${Sheet} title=${t4("part-sms-answer")}>
      <${Form} key=${user} run="sms_reply" submit=${t4("act-send")} body=${(values2) => ({ ...values2, user_id: user })}
        show=${(of) => of.stopped ? t4("text-stopped") : t4("text-not-stopped")}
        fields=${[{ name: "from", label: t4("label-from"), type: "tel" }, { name: "text", label: t4("label-what"), value: "BATAL " }]} />
    <//>`;
}

// src/parts/tenants.js
function Tenants({ tenants, onTenants }) {
  const names = (tenants.answer?.tenants ?? []).map(({ name }) => [name, name]);
  const make = ({ name, seed }) => ({ do: "make", name, ...seed && { seed: Number(seed) } });
  return html`<${Sheet} title=${t4("part-tenants-all")}><p class="soft">${t4("text-tenants")}</p>
      <${Shown} of=${tenants} empty=${(of) => of.tenants.length === 0}>${(of) => html`<${Table} name=${t4("part-tenants-all")}
        heads=${[t4("label-name"), t4("label-api"), t4("label-control"), t4("label-ready-file")]}
        rows=${of.tenants.map((tenant2) => [tenant2.name, tenant2.api_url, tenant2.control_url, tenant2.ready_file ?? "–"])} />`}<//><//>
    <div class="pair">
      <${Sheet} title=${t4("part-tenant-make")}><${Form} run="tenant" submit=${t4("act-make-tenant")} body=${make} onDone=${(_3, __, form) => {
    form.reset();
    onTenants();
  }}
        fields=${[
    { name: "name", label: t4("label-name"), pattern: "[a-z0-9][a-z0-9\\-]*", maxlength: 32 },
    { name: "seed", label: t4("label-seed"), type: "number", min: 0, required: false }
  ]} /><//>
      <${Sheet} title=${t4("part-tenant-end")}><${Form} run="tenant" submit=${t4("act-do")} onDone=${onTenants}
        fields=${[
    { name: "name", label: t4("label-name"), options: names, required: true },
    { name: "do", label: t4("label-deed"), options: [["reset", t4("act-reset-tenant")], ["remove", t4("act-remove-tenant")]] }
  ]} /><//>
    </div>`;
}

// src/parts/tokens.js
function Tokens({ customer }) {
  return customer.hardware_tokens.map((device) => html`<${Sheet} key=${device.serial} title=${device.serial}>
    <p class="soft">${device.activated ? t4("text-activated") : t4("text-not-activated")}</p>
    <${Form} run="hardware_token" submit=${t4("act-press")}
      body=${(values2) => ({ serial: device.serial, press: true, drift_seconds: Number(values2.drift) })}
      show=${(of) => html`<span class="code">${of.code}</span>`}
      fields=${[{ name: "drift", label: t4("label-drift"), type: "number", value: "0" }]} />
  <//>`);
}

// node_modules/qrcode-generator/dist/qrcode.mjs
var qrcode = function(typeNumber, errorCorrectionLevel) {
  const PAD0 = 236;
  const PAD1 = 17;
  let _typeNumber = typeNumber;
  const _errorCorrectionLevel = QRErrorCorrectionLevel[errorCorrectionLevel];
  let _modules = null;
  let _moduleCount = 0;
  let _dataCache = null;
  const _dataList = [];
  const _this = {};
  const makeImpl = function(test, maskPattern) {
    _moduleCount = _typeNumber * 4 + 17;
    _modules = (function(moduleCount) {
      const modules = new Array(moduleCount);
      for (let row = 0; row < moduleCount; row += 1) {
        modules[row] = new Array(moduleCount);
        for (let col = 0; col < moduleCount; col += 1) {
          modules[row][col] = null;
        }
      }
      return modules;
    })(_moduleCount);
    setupPositionProbePattern(0, 0);
    setupPositionProbePattern(_moduleCount - 7, 0);
    setupPositionProbePattern(0, _moduleCount - 7);
    setupPositionAdjustPattern();
    setupTimingPattern();
    setupTypeInfo(test, maskPattern);
    if (_typeNumber >= 7) {
      setupTypeNumber(test);
    }
    if (_dataCache == null) {
      _dataCache = createData(_typeNumber, _errorCorrectionLevel, _dataList);
    }
    mapData(_dataCache, maskPattern);
  };
  const setupPositionProbePattern = function(row, col) {
    for (let r3 = -1; r3 <= 7; r3 += 1) {
      if (row + r3 <= -1 || _moduleCount <= row + r3) continue;
      for (let c3 = -1; c3 <= 7; c3 += 1) {
        if (col + c3 <= -1 || _moduleCount <= col + c3) continue;
        if (0 <= r3 && r3 <= 6 && (c3 == 0 || c3 == 6) || 0 <= c3 && c3 <= 6 && (r3 == 0 || r3 == 6) || 2 <= r3 && r3 <= 4 && 2 <= c3 && c3 <= 4) {
          _modules[row + r3][col + c3] = true;
        } else {
          _modules[row + r3][col + c3] = false;
        }
      }
    }
  };
  const getBestMaskPattern = function() {
    let minLostPoint = 0;
    let pattern = 0;
    for (let i3 = 0; i3 < 8; i3 += 1) {
      makeImpl(true, i3);
      const lostPoint = QRUtil.getLostPoint(_this);
      if (i3 == 0 || minLostPoint > lostPoint) {
        minLostPoint = lostPoint;
        pattern = i3;
      }
    }
    return pattern;
  };
  const setupTimingPattern = function() {
    for (let r3 = 8; r3 < _moduleCount - 8; r3 += 1) {
      if (_modules[r3][6] != null) {
        continue;
      }
      _modules[r3][6] = r3 % 2 == 0;
    }
    for (let c3 = 8; c3 < _moduleCount - 8; c3 += 1) {
      if (_modules[6][c3] != null) {
        continue;
      }
      _modules[6][c3] = c3 % 2 == 0;
    }
  };
  const setupPositionAdjustPattern = function() {
    const pos = QRUtil.getPatternPosition(_typeNumber);
    for (let i3 = 0; i3 < pos.length; i3 += 1) {
      for (let j2 = 0; j2 < pos.length; j2 += 1) {
        const row = pos[i3];
        const col = pos[j2];
        if (_modules[row][col] != null) {
          continue;
        }
        for (let r3 = -2; r3 <= 2; r3 += 1) {
          for (let c3 = -2; c3 <= 2; c3 += 1) {
            if (r3 == -2 || r3 == 2 || c3 == -2 || c3 == 2 || r3 == 0 && c3 == 0) {
              _modules[row + r3][col + c3] = true;
            } else {
              _modules[row + r3][col + c3] = false;
            }
          }
        }
      }
    }
  };
  const setupTypeNumber = function(test) {
    const bits = QRUtil.getBCHTypeNumber(_typeNumber);
    for (let i3 = 0; i3 < 18; i3 += 1) {
      const mod = !test && (bits >> i3 & 1) == 1;
      _modules[Math.floor(i3 / 3)][i3 % 3 + _moduleCount - 8 - 3] = mod;
    }
    for (let i3 = 0; i3 < 18; i3 += 1) {
      const mod = !test && (bits >> i3 & 1) == 1;
      _modules[i3 % 3 + _moduleCount - 8 - 3][Math.floor(i3 / 3)] = mod;
    }
  };
  const setupTypeInfo = function(test, maskPattern) {
    const data = _errorCorrectionLevel << 3 | maskPattern;
    const bits = QRUtil.getBCHTypeInfo(data);
    for (let i3 = 0; i3 < 15; i3 += 1) {
      const mod = !test && (bits >> i3 & 1) == 1;
      if (i3 < 6) {
        _modules[i3][8] = mod;
      } else if (i3 < 8) {
        _modules[i3 + 1][8] = mod;
      } else {
        _modules[_moduleCount - 15 + i3][8] = mod;
      }
    }
    for (let i3 = 0; i3 < 15; i3 += 1) {
      const mod = !test && (bits >> i3 & 1) == 1;
      if (i3 < 8) {
        _modules[8][_moduleCount - i3 - 1] = mod;
      } else if (i3 < 9) {
        _modules[8][15 - i3 - 1 + 1] = mod;
      } else {
        _modules[8][15 - i3 - 1] = mod;
      }
    }
    _modules[_moduleCount - 8][8] = !test;
  };
  const mapData = function(data, maskPattern) {
    let inc = -1;
    let row = _moduleCount - 1;
    let bitIndex = 7;
    let byteIndex = 0;
    const maskFunc = QRUtil.getMaskFunction(maskPattern);
    for (let col = _moduleCount - 1; col > 0; col -= 2) {
      if (col == 6) col -= 1;
      while (true) {
        for (let c3 = 0; c3 < 2; c3 += 1) {
          if (_modules[row][col - c3] == null) {
            let dark = false;
            if (byteIndex < data.length) {
              dark = (data[byteIndex] >>> bitIndex & 1) == 1;
            }
            const mask = maskFunc(row, col - c3);
            if (mask) {
              dark = !dark;
            }
            _modules[row][col - c3] = dark;
            bitIndex -= 1;
            if (bitIndex == -1) {
              byteIndex += 1;
              bitIndex = 7;
            }
          }
        }
        row += inc;
        if (row < 0 || _moduleCount <= row) {
          row -= inc;
          inc = -inc;
          break;
        }
      }
    }
  };
  const createBytes = function(buffer, rsBlocks) {
    let offset = 0;
    let maxDcCount = 0;
    let maxEcCount = 0;
    const dcdata = new Array(rsBlocks.length);
    const ecdata = new Array(rsBlocks.length);
    for (let r3 = 0; r3 < rsBlocks.length; r3 += 1) {
      const dcCount = rsBlocks[r3].dataCount;
      const ecCount = rsBlocks[r3].totalCount - dcCount;
      maxDcCount = Math.max(maxDcCount, dcCount);
      maxEcCount = Math.max(maxEcCount, ecCount);
      dcdata[r3] = new Array(dcCount);
      for (let i3 = 0; i3 < dcdata[r3].length; i3 += 1) {
        dcdata[r3][i3] = 255 & buffer.getBuffer()[i3 + offset];
      }
      offset += dcCount;
      const rsPoly = QRUtil.getErrorCorrectPolynomial(ecCount);
      const rawPoly = qrPolynomial(dcdata[r3], rsPoly.getLength() - 1);
      const modPoly = rawPoly.mod(rsPoly);
      ecdata[r3] = new Array(rsPoly.getLength() - 1);
      for (let i3 = 0; i3 < ecdata[r3].length; i3 += 1) {
        const modIndex = i3 + modPoly.getLength() - ecdata[r3].length;
        ecdata[r3][i3] = modIndex >= 0 ? modPoly.getAt(modIndex) : 0;
      }
    }
    let totalCodeCount = 0;
    for (let i3 = 0; i3 < rsBlocks.length; i3 += 1) {
      totalCodeCount += rsBlocks[i3].totalCount;
    }
    const data = new Array(totalCodeCount);
    let index = 0;
    for (let i3 = 0; i3 < maxDcCount; i3 += 1) {
      for (let r3 = 0; r3 < rsBlocks.length; r3 += 1) {
        if (i3 < dcdata[r3].length) {
          data[index] = dcdata[r3][i3];
          index += 1;
        }
      }
    }
    for (let i3 = 0; i3 < maxEcCount; i3 += 1) {
      for (let r3 = 0; r3 < rsBlocks.length; r3 += 1) {
        if (i3 < ecdata[r3].length) {
          data[index] = ecdata[r3][i3];
          index += 1;
        }
      }
    }
    return data;
  };
  const createData = function(typeNumber2, errorCorrectionLevel2, dataList) {
    const rsBlocks = QRRSBlock.getRSBlocks(typeNumber2, errorCorrectionLevel2);
    const buffer = qrBitBuffer();
    for (let i3 = 0; i3 < dataList.length; i3 += 1) {
      const data = dataList[i3];
      buffer.put(data.getMode(), 4);
      buffer.put(data.getLength(), QRUtil.getLengthInBits(data.getMode(), typeNumber2));
      data.write(buffer);
    }
    let totalDataCount = 0;
    for (let i3 = 0; i3 < rsBlocks.length; i3 += 1) {
      totalDataCount += rsBlocks[i3].dataCount;
    }
    if (buffer.getLengthInBits() > totalDataCount * 8) {
      throw "code length overflow. (" + buffer.getLengthInBits() + ">" + totalDataCount * 8 + ")";
    }
    if (buffer.getLengthInBits() + 4 <= totalDataCount * 8) {
      buffer.put(0, 4);
    }
    while (buffer.getLengthInBits() % 8 != 0) {
      buffer.putBit(false);
    }
    while (true) {
      if (buffer.getLengthInBits() >= totalDataCount * 8) {
        break;
      }
      buffer.put(PAD0, 8);
      if (buffer.getLengthInBits() >= totalDataCount * 8) {
        break;
      }
      buffer.put(PAD1, 8);
    }
    return createBytes(buffer, rsBlocks);
  };
  _this.addData = function(data, mode) {
    mode = mode || "Byte";
    let newData = null;
    switch (mode) {
      case "Numeric":
        newData = qrNumber(data);
        break;
      case "Alphanumeric":
        newData = qrAlphaNum(data);
        break;
      case "Byte":
        newData = qr8BitByte(data);
        break;
      case "Kanji":
        newData = qrKanji(data);
        break;
      default:
        throw "mode:" + mode;
    }
    _dataList.push(newData);
    _dataCache = null;
  };
  _this.isDark = function(row, col) {
    if (row < 0 || _moduleCount <= row || col < 0 || _moduleCount <= col) {
      throw row + "," + col;
    }
    return _modules[row][col];
  };
  _this.getModuleCount = function() {
    return _moduleCount;
  };
  _this.make = function() {
    if (_typeNumber < 1) {
      let typeNumber2 = 1;
      for (; typeNumber2 < 40; typeNumber2++) {
        const rsBlocks = QRRSBlock.getRSBlocks(typeNumber2, _errorCorrectionLevel);
        const buffer = qrBitBuffer();
        for (let i3 = 0; i3 < _dataList.length; i3++) {
          const data = _dataList[i3];
          buffer.put(data.getMode(), 4);
          buffer.put(data.getLength(), QRUtil.getLengthInBits(data.getMode(), typeNumber2));
          data.write(buffer);
        }
        let totalDataCount = 0;
        for (let i3 = 0; i3 < rsBlocks.length; i3++) {
          totalDataCount += rsBlocks[i3].dataCount;
        }
        if (buffer.getLengthInBits() <= totalDataCount * 8) {
          break;
        }
      }
      _typeNumber = typeNumber2;
    }
    makeImpl(false, getBestMaskPattern());
  };
  _this.createTableTag = function(cellSize, margin) {
    cellSize = cellSize || 2;
    margin = typeof margin == "undefined" ? cellSize * 4 : margin;
    let qrHtml = "";
    qrHtml += '<table style="';
    qrHtml += " border-width: 0px; border-style: none;";
    qrHtml += " border-collapse: collapse;";
    qrHtml += " padding: 0px; margin: " + margin + "px;";
    qrHtml += '">';
    qrHtml += "<tbody>";
    for (let r3 = 0; r3 < _this.getModuleCount(); r3 += 1) {
      qrHtml += "<tr>";
      for (let c3 = 0; c3 < _this.getModuleCount(); c3 += 1) {
        qrHtml += '<td style="';
        qrHtml += " border-width: 0px; border-style: none;";
        qrHtml += " border-collapse: collapse;";
        qrHtml += " padding: 0px; margin: 0px;";
        qrHtml += " width: " + cellSize + "px;";
        qrHtml += " height: " + cellSize + "px;";
        qrHtml += " background-color: ";
        qrHtml += _this.isDark(r3, c3) ? "#000000" : "#ffffff";
        qrHtml += ";";
        qrHtml += '"/>';
      }
      qrHtml += "</tr>";
    }
    qrHtml += "</tbody>";
    qrHtml += "</table>";
    return qrHtml;
  };
  _this.createSvgTag = function(cellSize, margin, alt, title) {
    let opts = {};
    if (typeof arguments[0] == "object") {
      opts = arguments[0];
      cellSize = opts.cellSize;
      margin = opts.margin;
      alt = opts.alt;
      title = opts.title;
    }
    cellSize = cellSize || 2;
    margin = typeof margin == "undefined" ? cellSize * 4 : margin;
    alt = typeof alt === "string" ? { text: alt } : alt || {};
    alt.text = alt.text || null;
    alt.id = alt.text ? alt.id || "qrcode-description" : null;
    title = typeof title === "string" ? { text: title } : title || {};
    title.text = title.text || null;
    title.id = title.text ? title.id || "qrcode-title" : null;
    const size = _this.getModuleCount() * cellSize + margin * 2;
    let c3, mc, r3, mr, qrSvg = "", rect;
    rect = "l" + cellSize + ",0 0," + cellSize + " -" + cellSize + ",0 0,-" + cellSize + "z ";
    qrSvg += '<svg version="1.1" xmlns="http://www.w3.org/2000/svg"';
    qrSvg += !opts.scalable ? ' width="' + size + 'px" height="' + size + 'px"' : "";
    qrSvg += ' viewBox="0 0 ' + size + " " + size + '" ';
    qrSvg += ' preserveAspectRatio="xMinYMin meet"';
    qrSvg += title.text || alt.text ? ' role="img" aria-labelledby="' + escapeXml([title.id, alt.id].join(" ").trim()) + '"' : "";
    qrSvg += ">";
    qrSvg += title.text ? '<title id="' + escapeXml(title.id) + '">' + escapeXml(title.text) + "</title>" : "";
    qrSvg += alt.text ? '<description id="' + escapeXml(alt.id) + '">' + escapeXml(alt.text) + "</description>" : "";
    qrSvg += '<rect width="100%" height="100%" fill="white" cx="0" cy="0"/>';
    qrSvg += '<path d="';
    for (r3 = 0; r3 < _this.getModuleCount(); r3 += 1) {
      mr = r3 * cellSize + margin;
      for (c3 = 0; c3 < _this.getModuleCount(); c3 += 1) {
        if (_this.isDark(r3, c3)) {
          mc = c3 * cellSize + margin;
          qrSvg += "M" + mc + "," + mr + rect;
        }
      }
    }
    qrSvg += '" stroke="transparent" fill="black"/>';
    qrSvg += "</svg>";
    return qrSvg;
  };
  _this.createDataURL = function(cellSize, margin) {
    cellSize = cellSize || 2;
    margin = typeof margin == "undefined" ? cellSize * 4 : margin;
    const size = _this.getModuleCount() * cellSize + margin * 2;
    const min = margin;
    const max = size - margin;
    return createDataURL(size, size, function(x2, y3) {
      if (min <= x2 && x2 < max && min <= y3 && y3 < max) {
        const c3 = Math.floor((x2 - min) / cellSize);
        const r3 = Math.floor((y3 - min) / cellSize);
        return _this.isDark(r3, c3) ? 0 : 1;
      } else {
        return 1;
      }
    });
  };
  _this.createImgTag = function(cellSize, margin, alt) {
    cellSize = cellSize || 2;
    margin = typeof margin == "undefined" ? cellSize * 4 : margin;
    const size = _this.getModuleCount() * cellSize + margin * 2;
    let img = "";
    img += "<img";
    img += ' src="';
    img += _this.createDataURL(cellSize, margin);
    img += '"';
    img += ' width="';
    img += size;
    img += '"';
    img += ' height="';
    img += size;
    img += '"';
    if (alt) {
      img += ' alt="';
      img += escapeXml(alt);
      img += '"';
    }
    img += "/>";
    return img;
  };
  const escapeXml = function(s3) {
    let escaped = "";
    for (let i3 = 0; i3 < s3.length; i3 += 1) {
      const c3 = s3.charAt(i3);
      switch (c3) {
        case "<":
          escaped += "&lt;";
          break;
        case ">":
          escaped += "&gt;";
          break;
        case "&":
          escaped += "&amp;";
          break;
        case '"':
          escaped += "&quot;";
          break;
        default:
          escaped += c3;
          break;
      }
    }
    return escaped;
  };
  const _createHalfASCII = function(margin) {
    const cellSize = 1;
    margin = typeof margin == "undefined" ? cellSize * 2 : margin;
    const size = _this.getModuleCount() * cellSize + margin * 2;
    const min = margin;
    const max = size - margin;
    let y3, x2, r1, r22, p3;
    const blocks = {
      "██": "█",
      "█ ": "▀",
      " █": "▄",
      "  ": " "
    };
    const blocksLastLineNoMargin = {
      "██": "▀",
      "█ ": "▀",
      " █": " ",
      "  ": " "
    };
    let ascii = "";
    for (y3 = 0; y3 < size; y3 += 2) {
      r1 = Math.floor((y3 - min) / cellSize);
      r22 = Math.floor((y3 + 1 - min) / cellSize);
      for (x2 = 0; x2 < size; x2 += 1) {
        p3 = "█";
        if (min <= x2 && x2 < max && min <= y3 && y3 < max && _this.isDark(r1, Math.floor((x2 - min) / cellSize))) {
          p3 = " ";
        }
        if (min <= x2 && x2 < max && min <= y3 + 1 && y3 + 1 < max && _this.isDark(r22, Math.floor((x2 - min) / cellSize))) {
          p3 += " ";
        } else {
          p3 += "█";
        }
        ascii += margin < 1 && y3 + 1 >= max ? blocksLastLineNoMargin[p3] : blocks[p3];
      }
      ascii += "\n";
    }
    if (size % 2 && margin > 0) {
      return ascii.substring(0, ascii.length - size - 1) + Array(size + 1).join("▀");
    }
    return ascii.substring(0, ascii.length - 1);
  };
  _this.createASCII = function(cellSize, margin) {
    cellSize = cellSize || 1;
    if (cellSize < 2) {
      return _createHalfASCII(margin);
    }
    cellSize -= 1;
    margin = typeof margin == "undefined" ? cellSize * 2 : margin;
    const size = _this.getModuleCount() * cellSize + margin * 2;
    const min = margin;
    const max = size - margin;
    let y3, x2, r3, p3;
    const white = Array(cellSize + 1).join("██");
    const black = Array(cellSize + 1).join("  ");
    let ascii = "";
    let line = "";
    for (y3 = 0; y3 < size; y3 += 1) {
      r3 = Math.floor((y3 - min) / cellSize);
      line = "";
      for (x2 = 0; x2 < size; x2 += 1) {
        p3 = 1;
        if (min <= x2 && x2 < max && min <= y3 && y3 < max && _this.isDark(r3, Math.floor((x2 - min) / cellSize))) {
          p3 = 0;
        }
        line += p3 ? white : black;
      }
      for (r3 = 0; r3 < cellSize; r3 += 1) {
        ascii += line + "\n";
      }
    }
    return ascii.substring(0, ascii.length - 1);
  };
  _this.renderTo2dContext = function(context, cellSize) {
    cellSize = cellSize || 2;
    const length = _this.getModuleCount();
    for (let row = 0; row < length; row++) {
      for (let col = 0; col < length; col++) {
        context.fillStyle = _this.isDark(row, col) ? "black" : "white";
        context.fillRect(col * cellSize, row * cellSize, cellSize, cellSize);
      }
    }
  };
  return _this;
};
qrcode.stringToBytes = function(s3) {
  const bytes = [];
  for (let i3 = 0; i3 < s3.length; i3 += 1) {
    const c3 = s3.charCodeAt(i3);
    bytes.push(c3 & 255);
  }
  return bytes;
};
qrcode.createStringToBytes = function(unicodeData, numChars) {
  const unicodeMap = (function() {
    const bin = base64DecodeInputStream(unicodeData);
    const read = function() {
      const b = bin.read();
      if (b == -1) throw "eof";
      return b;
    };
    let count = 0;
    const unicodeMap2 = {};
    while (true) {
      const b0 = bin.read();
      if (b0 == -1) break;
      const b1 = read();
      const b2 = read();
      const b3 = read();
      const k3 = String.fromCharCode(b0 << 8 | b1);
      const v3 = b2 << 8 | b3;
      unicodeMap2[k3] = v3;
      count += 1;
    }
    if (count != numChars) {
      throw count + " != " + numChars;
    }
    return unicodeMap2;
  })();
  const unknownChar = "?".charCodeAt(0);
  return function(s3) {
    const bytes = [];
    for (let i3 = 0; i3 < s3.length; i3 += 1) {
      const c3 = s3.charCodeAt(i3);
      if (c3 < 128) {
        bytes.push(c3);
      } else {
        const b = unicodeMap[s3.charAt(i3)];
        if (typeof b == "number") {
          if ((b & 255) == b) {
            bytes.push(b);
          } else {
            bytes.push(b >>> 8);
            bytes.push(b & 255);
          }
        } else {
          bytes.push(unknownChar);
        }
      }
    }
    return bytes;
  };
};
var QRMode = {
  MODE_NUMBER: 1 << 0,
  MODE_ALPHA_NUM: 1 << 1,
  MODE_8BIT_BYTE: 1 << 2,
  MODE_KANJI: 1 << 3
};
var QRErrorCorrectionLevel = {
  L: 1,
  M: 0,
  Q: 3,
  H: 2
};
var QRMaskPattern = {
  PATTERN000: 0,
  PATTERN001: 1,
  PATTERN010: 2,
  PATTERN011: 3,
  PATTERN100: 4,
  PATTERN101: 5,
  PATTERN110: 6,
  PATTERN111: 7
};
var QRUtil = (function() {
  const PATTERN_POSITION_TABLE = [
    [],
    [6, 18],
    [6, 22],
    [6, 26],
    [6, 30],
    [6, 34],
    [6, 22, 38],
    [6, 24, 42],
    [6, 26, 46],
    [6, 28, 50],
    [6, 30, 54],
    [6, 32, 58],
    [6, 34, 62],
    [6, 26, 46, 66],
    [6, 26, 48, 70],
    [6, 26, 50, 74],
    [6, 30, 54, 78],
    [6, 30, 56, 82],
    [6, 30, 58, 86],
    [6, 34, 62, 90],
    [6, 28, 50, 72, 94],
    [6, 26, 50, 74, 98],
    [6, 30, 54, 78, 102],
    [6, 28, 54, 80, 106],
    [6, 32, 58, 84, 110],
    [6, 30, 58, 86, 114],
    [6, 34, 62, 90, 118],
    [6, 26, 50, 74, 98, 122],
    [6, 30, 54, 78, 102, 126],
    [6, 26, 52, 78, 104, 130],
    [6, 30, 56, 82, 108, 134],
    [6, 34, 60, 86, 112, 138],
    [6, 30, 58, 86, 114, 142],
    [6, 34, 62, 90, 118, 146],
    [6, 30, 54, 78, 102, 126, 150],
    [6, 24, 50, 76, 102, 128, 154],
    [6, 28, 54, 80, 106, 132, 158],
    [6, 32, 58, 84, 110, 136, 162],
    [6, 26, 54, 82, 110, 138, 166],
    [6, 30, 58, 86, 114, 142, 170]
  ];
  const G15 = 1 << 10 | 1 << 8 | 1 << 5 | 1 << 4 | 1 << 2 | 1 << 1 | 1 << 0;
  const G18 = 1 << 12 | 1 << 11 | 1 << 10 | 1 << 9 | 1 << 8 | 1 << 5 | 1 << 2 | 1 << 0;
  const G15_MASK = 1 << 14 | 1 << 12 | 1 << 10 | 1 << 4 | 1 << 1;
  const _this = {};
  const getBCHDigit = function(data) {
    let digit = 0;
    while (data != 0) {
      digit += 1;
      data >>>= 1;
    }
    return digit;
  };
  _this.getBCHTypeInfo = function(data) {
    let d3 = data << 10;
    while (getBCHDigit(d3) - getBCHDigit(G15) >= 0) {
      d3 ^= G15 << getBCHDigit(d3) - getBCHDigit(G15);
    }
    return (data << 10 | d3) ^ G15_MASK;
  };
  _this.getBCHTypeNumber = function(data) {
    let d3 = data << 12;
    while (getBCHDigit(d3) - getBCHDigit(G18) >= 0) {
      d3 ^= G18 << getBCHDigit(d3) - getBCHDigit(G18);
    }
    return data << 12 | d3;
  };
  _this.getPatternPosition = function(typeNumber) {
    return PATTERN_POSITION_TABLE[typeNumber - 1];
  };
  _this.getMaskFunction = function(maskPattern) {
    switch (maskPattern) {
      case QRMaskPattern.PATTERN000:
        return function(i3, j2) {
          return (i3 + j2) % 2 == 0;
        };
      case QRMaskPattern.PATTERN001:
        return function(i3, j2) {
          return i3 % 2 == 0;
        };
      case QRMaskPattern.PATTERN010:
        return function(i3, j2) {
          return j2 % 3 == 0;
        };
      case QRMaskPattern.PATTERN011:
        return function(i3, j2) {
          return (i3 + j2) % 3 == 0;
        };
      case QRMaskPattern.PATTERN100:
        return function(i3, j2) {
          return (Math.floor(i3 / 2) + Math.floor(j2 / 3)) % 2 == 0;
        };
      case QRMaskPattern.PATTERN101:
        return function(i3, j2) {
          return i3 * j2 % 2 + i3 * j2 % 3 == 0;
        };
      case QRMaskPattern.PATTERN110:
        return function(i3, j2) {
          return (i3 * j2 % 2 + i3 * j2 % 3) % 2 == 0;
        };
      case QRMaskPattern.PATTERN111:
        return function(i3, j2) {
          return (i3 * j2 % 3 + (i3 + j2) % 2) % 2 == 0;
        };
      default:
        throw "bad maskPattern:" + maskPattern;
    }
  };
  _this.getErrorCorrectPolynomial = function(errorCorrectLength) {
    let a3 = qrPolynomial([1], 0);
    for (let i3 = 0; i3 < errorCorrectLength; i3 += 1) {
      a3 = a3.multiply(qrPolynomial([1, QRMath.gexp(i3)], 0));
    }
    return a3;
  };
  _this.getLengthInBits = function(mode, type) {
    if (1 <= type && type < 10) {
      switch (mode) {
        case QRMode.MODE_NUMBER:
          return 10;
        case QRMode.MODE_ALPHA_NUM:
          return 9;
        case QRMode.MODE_8BIT_BYTE:
          return 8;
        case QRMode.MODE_KANJI:
          return 8;
        default:
          throw "mode:" + mode;
      }
    } else if (type < 27) {
      switch (mode) {
        case QRMode.MODE_NUMBER:
          return 12;
        case QRMode.MODE_ALPHA_NUM:
          return 11;
        case QRMode.MODE_8BIT_BYTE:
          return 16;
        case QRMode.MODE_KANJI:
          return 10;
        default:
          throw "mode:" + mode;
      }
    } else if (type < 41) {
      switch (mode) {
        case QRMode.MODE_NUMBER:
          return 14;
        case QRMode.MODE_ALPHA_NUM:
          return 13;
        case QRMode.MODE_8BIT_BYTE:
          return 16;
        case QRMode.MODE_KANJI:
          return 12;
        default:
          throw "mode:" + mode;
      }
    } else {
      throw "type:" + type;
    }
  };
  _this.getLostPoint = function(qrcode2) {
    const moduleCount = qrcode2.getModuleCount();
    let lostPoint = 0;
    for (let row = 0; row < moduleCount; row += 1) {
      for (let col = 0; col < moduleCount; col += 1) {
        let sameCount = 0;
        const dark = qrcode2.isDark(row, col);
        for (let r3 = -1; r3 <= 1; r3 += 1) {
          if (row + r3 < 0 || moduleCount <= row + r3) {
            continue;
          }
          for (let c3 = -1; c3 <= 1; c3 += 1) {
            if (col + c3 < 0 || moduleCount <= col + c3) {
              continue;
            }
            if (r3 == 0 && c3 == 0) {
              continue;
            }
            if (dark == qrcode2.isDark(row + r3, col + c3)) {
              sameCount += 1;
            }
          }
        }
        if (sameCount > 5) {
          lostPoint += 3 + sameCount - 5;
        }
      }
    }
    ;
    for (let row = 0; row < moduleCount - 1; row += 1) {
      for (let col = 0; col < moduleCount - 1; col += 1) {
        let count = 0;
        if (qrcode2.isDark(row, col)) count += 1;
        if (qrcode2.isDark(row + 1, col)) count += 1;
        if (qrcode2.isDark(row, col + 1)) count += 1;
        if (qrcode2.isDark(row + 1, col + 1)) count += 1;
        if (count == 0 || count == 4) {
          lostPoint += 3;
        }
      }
    }
    for (let row = 0; row < moduleCount; row += 1) {
      for (let col = 0; col < moduleCount - 6; col += 1) {
        if (qrcode2.isDark(row, col) && !qrcode2.isDark(row, col + 1) && qrcode2.isDark(row, col + 2) && qrcode2.isDark(row, col + 3) && qrcode2.isDark(row, col + 4) && !qrcode2.isDark(row, col + 5) && qrcode2.isDark(row, col + 6)) {
          lostPoint += 40;
        }
      }
    }
    for (let col = 0; col < moduleCount; col += 1) {
      for (let row = 0; row < moduleCount - 6; row += 1) {
        if (qrcode2.isDark(row, col) && !qrcode2.isDark(row + 1, col) && qrcode2.isDark(row + 2, col) && qrcode2.isDark(row + 3, col) && qrcode2.isDark(row + 4, col) && !qrcode2.isDark(row + 5, col) && qrcode2.isDark(row + 6, col)) {
          lostPoint += 40;
        }
      }
    }
    let darkCount = 0;
    for (let col = 0; col < moduleCount; col += 1) {
      for (let row = 0; row < moduleCount; row += 1) {
        if (qrcode2.isDark(row, col)) {
          darkCount += 1;
        }
      }
    }
    const ratio = Math.abs(100 * darkCount / moduleCount / moduleCount - 50) / 5;
    lostPoint += ratio * 10;
    return lostPoint;
  };
  return _this;
})();
var QRMath = (function() {
  const EXP_TABLE = new Array(256);
  const LOG_TABLE = new Array(256);
  for (let i3 = 0; i3 < 8; i3 += 1) {
    EXP_TABLE[i3] = 1 << i3;
  }
  for (let i3 = 8; i3 < 256; i3 += 1) {
    EXP_TABLE[i3] = EXP_TABLE[i3 - 4] ^ EXP_TABLE[i3 - 5] ^ EXP_TABLE[i3 - 6] ^ EXP_TABLE[i3 - 8];
  }
  for (let i3 = 0; i3 < 255; i3 += 1) {
    LOG_TABLE[EXP_TABLE[i3]] = i3;
  }
  const _this = {};
  _this.glog = function(n3) {
    if (n3 < 1) {
      throw "glog(" + n3 + ")";
    }
    return LOG_TABLE[n3];
  };
  _this.gexp = function(n3) {
    while (n3 < 0) {
      n3 += 255;
    }
    while (n3 >= 256) {
      n3 -= 255;
    }
    return EXP_TABLE[n3];
  };
  return _this;
})();
var qrPolynomial = function(num, shift) {
  if (typeof num.length == "undefined") {
    throw num.length + "/" + shift;
  }
  const _num = (function() {
    let offset = 0;
    while (offset < num.length && num[offset] == 0) {
      offset += 1;
    }
    const _num2 = new Array(num.length - offset + shift);
    for (let i3 = 0; i3 < num.length - offset; i3 += 1) {
      _num2[i3] = num[i3 + offset];
    }
    return _num2;
  })();
  const _this = {};
  _this.getAt = function(index) {
    return _num[index];
  };
  _this.getLength = function() {
    return _num.length;
  };
  _this.multiply = function(e3) {
    const num2 = new Array(_this.getLength() + e3.getLength() - 1);
    for (let i3 = 0; i3 < _this.getLength(); i3 += 1) {
      for (let j2 = 0; j2 < e3.getLength(); j2 += 1) {
        num2[i3 + j2] ^= QRMath.gexp(QRMath.glog(_this.getAt(i3)) + QRMath.glog(e3.getAt(j2)));
      }
    }
    return qrPolynomial(num2, 0);
  };
  _this.mod = function(e3) {
    if (_this.getLength() - e3.getLength() < 0) {
      return _this;
    }
    const ratio = QRMath.glog(_this.getAt(0)) - QRMath.glog(e3.getAt(0));
    const num2 = new Array(_this.getLength());
    for (let i3 = 0; i3 < _this.getLength(); i3 += 1) {
      num2[i3] = _this.getAt(i3);
    }
    for (let i3 = 0; i3 < e3.getLength(); i3 += 1) {
      num2[i3] ^= QRMath.gexp(QRMath.glog(e3.getAt(i3)) + ratio);
    }
    return qrPolynomial(num2, 0).mod(e3);
  };
  return _this;
};
var QRRSBlock = (function() {
  const RS_BLOCK_TABLE = [
    // L
    // M
    // Q
    // H
    // 1
    [1, 26, 19],
    [1, 26, 16],
    [1, 26, 13],
    [1, 26, 9],
    // 2
    [1, 44, 34],
    [1, 44, 28],
    [1, 44, 22],
    [1, 44, 16],
    // 3
    [1, 70, 55],
    [1, 70, 44],
    [2, 35, 17],
    [2, 35, 13],
    // 4
    [1, 100, 80],
    [2, 50, 32],
    [2, 50, 24],
    [4, 25, 9],
    // 5
    [1, 134, 108],
    [2, 67, 43],
    [2, 33, 15, 2, 34, 16],
    [2, 33, 11, 2, 34, 12],
    // 6
    [2, 86, 68],
    [4, 43, 27],
    [4, 43, 19],
    [4, 43, 15],
    // 7
    [2, 98, 78],
    [4, 49, 31],
    [2, 32, 14, 4, 33, 15],
    [4, 39, 13, 1, 40, 14],
    // 8
    [2, 121, 97],
    [2, 60, 38, 2, 61, 39],
    [4, 40, 18, 2, 41, 19],
    [4, 40, 14, 2, 41, 15],
    // 9
    [2, 146, 116],
    [3, 58, 36, 2, 59, 37],
    [4, 36, 16, 4, 37, 17],
    [4, 36, 12, 4, 37, 13],
    // 10
    [2, 86, 68, 2, 87, 69],
    [4, 69, 43, 1, 70, 44],
    [6, 43, 19, 2, 44, 20],
    [6, 43, 15, 2, 44, 16],
    // 11
    [4, 101, 81],
    [1, 80, 50, 4, 81, 51],
    [4, 50, 22, 4, 51, 23],
    [3, 36, 12, 8, 37, 13],
    // 12
    [2, 116, 92, 2, 117, 93],
    [6, 58, 36, 2, 59, 37],
    [4, 46, 20, 6, 47, 21],
    [7, 42, 14, 4, 43, 15],
    // 13
    [4, 133, 107],
    [8, 59, 37, 1, 60, 38],
    [8, 44, 20, 4, 45, 21],
    [12, 33, 11, 4, 34, 12],
    // 14
    [3, 145, 115, 1, 146, 116],
    [4, 64, 40, 5, 65, 41],
    [11, 36, 16, 5, 37, 17],
    [11, 36, 12, 5, 37, 13],
    // 15
    [5, 109, 87, 1, 110, 88],
    [5, 65, 41, 5, 66, 42],
    [5, 54, 24, 7, 55, 25],
    [11, 36, 12, 7, 37, 13],
    // 16
    [5, 122, 98, 1, 123, 99],
    [7, 73, 45, 3, 74, 46],
    [15, 43, 19, 2, 44, 20],
    [3, 45, 15, 13, 46, 16],
    // 17
    [1, 135, 107, 5, 136, 108],
    [10, 74, 46, 1, 75, 47],
    [1, 50, 22, 15, 51, 23],
    [2, 42, 14, 17, 43, 15],
    // 18
    [5, 150, 120, 1, 151, 121],
    [9, 69, 43, 4, 70, 44],
    [17, 50, 22, 1, 51, 23],
    [2, 42, 14, 19, 43, 15],
    // 19
    [3, 141, 113, 4, 142, 114],
    [3, 70, 44, 11, 71, 45],
    [17, 47, 21, 4, 48, 22],
    [9, 39, 13, 16, 40, 14],
    // 20
    [3, 135, 107, 5, 136, 108],
    [3, 67, 41, 13, 68, 42],
    [15, 54, 24, 5, 55, 25],
    [15, 43, 15, 10, 44, 16],
    // 21
    [4, 144, 116, 4, 145, 117],
    [17, 68, 42],
    [17, 50, 22, 6, 51, 23],
    [19, 46, 16, 6, 47, 17],
    // 22
    [2, 139, 111, 7, 140, 112],
    [17, 74, 46],
    [7, 54, 24, 16, 55, 25],
    [34, 37, 13],
    // 23
    [4, 151, 121, 5, 152, 122],
    [4, 75, 47, 14, 76, 48],
    [11, 54, 24, 14, 55, 25],
    [16, 45, 15, 14, 46, 16],
    // 24
    [6, 147, 117, 4, 148, 118],
    [6, 73, 45, 14, 74, 46],
    [11, 54, 24, 16, 55, 25],
    [30, 46, 16, 2, 47, 17],
    // 25
    [8, 132, 106, 4, 133, 107],
    [8, 75, 47, 13, 76, 48],
    [7, 54, 24, 22, 55, 25],
    [22, 45, 15, 13, 46, 16],
    // 26
    [10, 142, 114, 2, 143, 115],
    [19, 74, 46, 4, 75, 47],
    [28, 50, 22, 6, 51, 23],
    [33, 46, 16, 4, 47, 17],
    // 27
    [8, 152, 122, 4, 153, 123],
    [22, 73, 45, 3, 74, 46],
    [8, 53, 23, 26, 54, 24],
    [12, 45, 15, 28, 46, 16],
    // 28
    [3, 147, 117, 10, 148, 118],
    [3, 73, 45, 23, 74, 46],
    [4, 54, 24, 31, 55, 25],
    [11, 45, 15, 31, 46, 16],
    // 29
    [7, 146, 116, 7, 147, 117],
    [21, 73, 45, 7, 74, 46],
    [1, 53, 23, 37, 54, 24],
    [19, 45, 15, 26, 46, 16],
    // 30
    [5, 145, 115, 10, 146, 116],
    [19, 75, 47, 10, 76, 48],
    [15, 54, 24, 25, 55, 25],
    [23, 45, 15, 25, 46, 16],
    // 31
    [13, 145, 115, 3, 146, 116],
    [2, 74, 46, 29, 75, 47],
    [42, 54, 24, 1, 55, 25],
    [23, 45, 15, 28, 46, 16],
    // 32
    [17, 145, 115],
    [10, 74, 46, 23, 75, 47],
    [10, 54, 24, 35, 55, 25],
    [19, 45, 15, 35, 46, 16],
    // 33
    [17, 145, 115, 1, 146, 116],
    [14, 74, 46, 21, 75, 47],
    [29, 54, 24, 19, 55, 25],
    [11, 45, 15, 46, 46, 16],
    // 34
    [13, 145, 115, 6, 146, 116],
    [14, 74, 46, 23, 75, 47],
    [44, 54, 24, 7, 55, 25],
    [59, 46, 16, 1, 47, 17],
    // 35
    [12, 151, 121, 7, 152, 122],
    [12, 75, 47, 26, 76, 48],
    [39, 54, 24, 14, 55, 25],
    [22, 45, 15, 41, 46, 16],
    // 36
    [6, 151, 121, 14, 152, 122],
    [6, 75, 47, 34, 76, 48],
    [46, 54, 24, 10, 55, 25],
    [2, 45, 15, 64, 46, 16],
    // 37
    [17, 152, 122, 4, 153, 123],
    [29, 74, 46, 14, 75, 47],
    [49, 54, 24, 10, 55, 25],
    [24, 45, 15, 46, 46, 16],
    // 38
    [4, 152, 122, 18, 153, 123],
    [13, 74, 46, 32, 75, 47],
    [48, 54, 24, 14, 55, 25],
    [42, 45, 15, 32, 46, 16],
    // 39
    [20, 147, 117, 4, 148, 118],
    [40, 75, 47, 7, 76, 48],
    [43, 54, 24, 22, 55, 25],
    [10, 45, 15, 67, 46, 16],
    // 40
    [19, 148, 118, 6, 149, 119],
    [18, 75, 47, 31, 76, 48],
    [34, 54, 24, 34, 55, 25],
    [20, 45, 15, 61, 46, 16]
  ];
  const qrRSBlock = function(totalCount, dataCount) {
    const _this2 = {};
    _this2.totalCount = totalCount;
    _this2.dataCount = dataCount;
    return _this2;
  };
  const _this = {};
  const getRsBlockTable = function(typeNumber, errorCorrectionLevel) {
    switch (errorCorrectionLevel) {
      case QRErrorCorrectionLevel.L:
        return RS_BLOCK_TABLE[(typeNumber - 1) * 4 + 0];
      case QRErrorCorrectionLevel.M:
        return RS_BLOCK_TABLE[(typeNumber - 1) * 4 + 1];
      case QRErrorCorrectionLevel.Q:
        return RS_BLOCK_TABLE[(typeNumber - 1) * 4 + 2];
      case QRErrorCorrectionLevel.H:
        return RS_BLOCK_TABLE[(typeNumber - 1) * 4 + 3];
      default:
        return void 0;
    }
  };
  _this.getRSBlocks = function(typeNumber, errorCorrectionLevel) {
    const rsBlock = getRsBlockTable(typeNumber, errorCorrectionLevel);
    if (typeof rsBlock == "undefined") {
      throw "bad rs block @ typeNumber:" + typeNumber + "/errorCorrectionLevel:" + errorCorrectionLevel;
    }
    const length = rsBlock.length / 3;
    const list = [];
    for (let i3 = 0; i3 < length; i3 += 1) {
      const count = rsBlock[i3 * 3 + 0];
      const totalCount = rsBlock[i3 * 3 + 1];
      const dataCount = rsBlock[i3 * 3 + 2];
      for (let j2 = 0; j2 < count; j2 += 1) {
        list.push(qrRSBlock(totalCount, dataCount));
      }
    }
    return list;
  };
  return _this;
})();
var qrBitBuffer = function() {
  const _buffer = [];
  let _length = 0;
  const _this = {};
  _this.getBuffer = function() {
    return _buffer;
  };
  _this.getAt = function(index) {
    const bufIndex = Math.floor(index / 8);
    return (_buffer[bufIndex] >>> 7 - index % 8 & 1) == 1;
  };
  _this.put = function(num, length) {
    for (let i3 = 0; i3 < length; i3 += 1) {
      _this.putBit((num >>> length - i3 - 1 & 1) == 1);
    }
  };
  _this.getLengthInBits = function() {
    return _length;
  };
  _this.putBit = function(bit) {
    const bufIndex = Math.floor(_length / 8);
    if (_buffer.length <= bufIndex) {
      _buffer.push(0);
    }
    if (bit) {
      _buffer[bufIndex] |= 128 >>> _length % 8;
    }
    _length += 1;
  };
  return _this;
};
var qrNumber = function(data) {
  const _mode = QRMode.MODE_NUMBER;
  const _data = data;
  const _this = {};
  _this.getMode = function() {
    return _mode;
  };
  _this.getLength = function(buffer) {
    return _data.length;
  };
  _this.write = function(buffer) {
    const data2 = _data;
    let i3 = 0;
    while (i3 + 2 < data2.length) {
      buffer.put(strToNum(data2.substring(i3, i3 + 3)), 10);
      i3 += 3;
    }
    if (i3 < data2.length) {
      if (data2.length - i3 == 1) {
        buffer.put(strToNum(data2.substring(i3, i3 + 1)), 4);
      } else if (data2.length - i3 == 2) {
        buffer.put(strToNum(data2.substring(i3, i3 + 2)), 7);
      }
    }
  };
  const strToNum = function(s3) {
    let num = 0;
    for (let i3 = 0; i3 < s3.length; i3 += 1) {
      num = num * 10 + chatToNum(s3.charAt(i3));
    }
    return num;
  };
  const chatToNum = function(c3) {
    if ("0" <= c3 && c3 <= "9") {
      return c3.charCodeAt(0) - "0".charCodeAt(0);
    }
    throw "illegal char :" + c3;
  };
  return _this;
};
var qrAlphaNum = function(data) {
  const _mode = QRMode.MODE_ALPHA_NUM;
  const _data = data;
  const _this = {};
  _this.getMode = function() {
    return _mode;
  };
  _this.getLength = function(buffer) {
    return _data.length;
  };
  _this.write = function(buffer) {
    const s3 = _data;
    let i3 = 0;
    while (i3 + 1 < s3.length) {
      buffer.put(
        getCode(s3.charAt(i3)) * 45 + getCode(s3.charAt(i3 + 1)),
        11
      );
      i3 += 2;
    }
    if (i3 < s3.length) {
      buffer.put(getCode(s3.charAt(i3)), 6);
    }
  };
  const getCode = function(c3) {
    if ("0" <= c3 && c3 <= "9") {
      return c3.charCodeAt(0) - "0".charCodeAt(0);
    } else if ("A" <= c3 && c3 <= "Z") {
      return c3.charCodeAt(0) - "A".charCodeAt(0) + 10;
    } else {
      switch (c3) {
        case " ":
          return 36;
        case "$":
          return 37;
        case "%":
          return 38;
        case "*":
          return 39;
        case "+":
          return 40;
        case "-":
          return 41;
        case ".":
          return 42;
        case "/":
          return 43;
        case ":":
          return 44;
        default:
          throw "illegal char :" + c3;
      }
    }
  };
  return _this;
};
var qr8BitByte = function(data) {
  const _mode = QRMode.MODE_8BIT_BYTE;
  const _data = data;
  const _bytes = qrcode.stringToBytes(data);
  const _this = {};
  _this.getMode = function() {
    return _mode;
  };
  _this.getLength = function(buffer) {
    return _bytes.length;
  };
  _this.write = function(buffer) {
    for (let i3 = 0; i3 < _bytes.length; i3 += 1) {
      buffer.put(_bytes[i3], 8);
    }
  };
  return _this;
};
var qrKanji = function(data) {
  const _mode = QRMode.MODE_KANJI;
  const _data = data;
  const stringToBytes2 = qrcode.stringToBytes;
  !(function(c3, code) {
    const test = stringToBytes2(c3);
    if (test.length != 2 || (test[0] << 8 | test[1]) != code) {
      throw "sjis not supported.";
    }
  })("友", 38726);
  const _bytes = stringToBytes2(data);
  const _this = {};
  _this.getMode = function() {
    return _mode;
  };
  _this.getLength = function(buffer) {
    return ~~(_bytes.length / 2);
  };
  _this.write = function(buffer) {
    const data2 = _bytes;
    let i3 = 0;
    while (i3 + 1 < data2.length) {
      let c3 = (255 & data2[i3]) << 8 | 255 & data2[i3 + 1];
      if (33088 <= c3 && c3 <= 40956) {
        c3 -= 33088;
      } else if (57408 <= c3 && c3 <= 60351) {
        c3 -= 49472;
      } else {
        throw "illegal char at " + (i3 + 1) + "/" + c3;
      }
      c3 = (c3 >>> 8 & 255) * 192 + (c3 & 255);
      buffer.put(c3, 13);
      i3 += 2;
    }
    if (i3 < data2.length) {
      throw "illegal char at " + (i3 + 1);
    }
  };
  return _this;
};
var byteArrayOutputStream = function() {
  const _bytes = [];
  const _this = {};
  _this.writeByte = function(b) {
    _bytes.push(b & 255);
  };
  _this.writeShort = function(i3) {
    _this.writeByte(i3);
    _this.writeByte(i3 >>> 8);
  };
  _this.writeBytes = function(b, off, len) {
    off = off || 0;
    len = len || b.length;
    for (let i3 = 0; i3 < len; i3 += 1) {
      _this.writeByte(b[i3 + off]);
    }
  };
  _this.writeString = function(s3) {
    for (let i3 = 0; i3 < s3.length; i3 += 1) {
      _this.writeByte(s3.charCodeAt(i3));
    }
  };
  _this.toByteArray = function() {
    return _bytes;
  };
  _this.toString = function() {
    let s3 = "";
    s3 += "[";
    for (let i3 = 0; i3 < _bytes.length; i3 += 1) {
      if (i3 > 0) {
        s3 += ",";
      }
      s3 += _bytes[i3];
    }
    s3 += "]";
    return s3;
  };
  return _this;
};
var base64EncodeOutputStream = function() {
  let _buffer = 0;
  let _buflen = 0;
  let _length = 0;
  let _base64 = "";
  const _this = {};
  const writeEncoded = function(b) {
    _base64 += String.fromCharCode(encode(b & 63));
  };
  const encode = function(n3) {
    if (n3 < 0) {
      throw "n:" + n3;
    } else if (n3 < 26) {
      return 65 + n3;
    } else if (n3 < 52) {
      return 97 + (n3 - 26);
    } else if (n3 < 62) {
      return 48 + (n3 - 52);
    } else if (n3 == 62) {
      return 43;
    } else if (n3 == 63) {
      return 47;
    } else {
      throw "n:" + n3;
    }
  };
  _this.writeByte = function(n3) {
    _buffer = _buffer << 8 | n3 & 255;
    _buflen += 8;
    _length += 1;
    while (_buflen >= 6) {
      writeEncoded(_buffer >>> _buflen - 6);
      _buflen -= 6;
    }
  };
  _this.flush = function() {
    if (_buflen > 0) {
      writeEncoded(_buffer << 6 - _buflen);
      _buffer = 0;
      _buflen = 0;
    }
    if (_length % 3 != 0) {
      const padlen = 3 - _length % 3;
      for (let i3 = 0; i3 < padlen; i3 += 1) {
        _base64 += "=";
      }
    }
  };
  _this.toString = function() {
    return _base64;
  };
  return _this;
};
var base64DecodeInputStream = function(str) {
  const _str = str;
  let _pos = 0;
  let _buffer = 0;
  let _buflen = 0;
  const _this = {};
  _this.read = function() {
    while (_buflen < 8) {
      if (_pos >= _str.length) {
        if (_buflen == 0) {
          return -1;
        }
        throw "unexpected end of file./" + _buflen;
      }
      const c3 = _str.charAt(_pos);
      _pos += 1;
      if (c3 == "=") {
        _buflen = 0;
        return -1;
      } else if (c3.match(/^\s$/)) {
        continue;
      }
      _buffer = _buffer << 6 | decode(c3.charCodeAt(0));
      _buflen += 6;
    }
    const n3 = _buffer >>> _buflen - 8 & 255;
    _buflen -= 8;
    return n3;
  };
  const decode = function(c3) {
    if (65 <= c3 && c3 <= 90) {
      return c3 - 65;
    } else if (97 <= c3 && c3 <= 122) {
      return c3 - 97 + 26;
    } else if (48 <= c3 && c3 <= 57) {
      return c3 - 48 + 52;
    } else if (c3 == 43) {
      return 62;
    } else if (c3 == 47) {
      return 63;
    } else {
      throw "c:" + c3;
    }
  };
  return _this;
};
var gifImage = function(width, height) {
  const _width = width;
  const _height = height;
  const _data = new Array(width * height);
  const _this = {};
  _this.setPixel = function(x2, y3, pixel) {
    _data[y3 * _width + x2] = pixel;
  };
  _this.write = function(out) {
    out.writeString("GIF87a");
    out.writeShort(_width);
    out.writeShort(_height);
    out.writeByte(128);
    out.writeByte(0);
    out.writeByte(0);
    out.writeByte(0);
    out.writeByte(0);
    out.writeByte(0);
    out.writeByte(255);
    out.writeByte(255);
    out.writeByte(255);
    out.writeString(",");
    out.writeShort(0);
    out.writeShort(0);
    out.writeShort(_width);
    out.writeShort(_height);
    out.writeByte(0);
    const lzwMinCodeSize = 2;
    const raster = getLZWRaster(lzwMinCodeSize);
    out.writeByte(lzwMinCodeSize);
    let offset = 0;
    while (raster.length - offset > 255) {
      out.writeByte(255);
      out.writeBytes(raster, offset, 255);
      offset += 255;
    }
    out.writeByte(raster.length - offset);
    out.writeBytes(raster, offset, raster.length - offset);
    out.writeByte(0);
    out.writeString(";");
  };
  const bitOutputStream = function(out) {
    const _out = out;
    let _bitLength = 0;
    let _bitBuffer = 0;
    const _this2 = {};
    _this2.write = function(data, length) {
      if (data >>> length != 0) {
        throw "length over";
      }
      while (_bitLength + length >= 8) {
        _out.writeByte(255 & (data << _bitLength | _bitBuffer));
        length -= 8 - _bitLength;
        data >>>= 8 - _bitLength;
        _bitBuffer = 0;
        _bitLength = 0;
      }
      _bitBuffer = data << _bitLength | _bitBuffer;
      _bitLength = _bitLength + length;
    };
    _this2.flush = function() {
      if (_bitLength > 0) {
        _out.writeByte(_bitBuffer);
      }
    };
    return _this2;
  };
  const getLZWRaster = function(lzwMinCodeSize) {
    const clearCode = 1 << lzwMinCodeSize;
    const endCode = (1 << lzwMinCodeSize) + 1;
    let bitLength = lzwMinCodeSize + 1;
    const table = lzwTable();
    for (let i3 = 0; i3 < clearCode; i3 += 1) {
      table.add(String.fromCharCode(i3));
    }
    table.add(String.fromCharCode(clearCode));
    table.add(String.fromCharCode(endCode));
    const byteOut = byteArrayOutputStream();
    const bitOut = bitOutputStream(byteOut);
    bitOut.write(clearCode, bitLength);
    let dataIndex = 0;
    let s3 = String.fromCharCode(_data[dataIndex]);
    dataIndex += 1;
    while (dataIndex < _data.length) {
      const c3 = String.fromCharCode(_data[dataIndex]);
      dataIndex += 1;
      if (table.contains(s3 + c3)) {
        s3 = s3 + c3;
      } else {
        bitOut.write(table.indexOf(s3), bitLength);
        if (table.size() < 4095) {
          if (table.size() == 1 << bitLength) {
            bitLength += 1;
          }
          table.add(s3 + c3);
        }
        s3 = c3;
      }
    }
    bitOut.write(table.indexOf(s3), bitLength);
    bitOut.write(endCode, bitLength);
    bitOut.flush();
    return byteOut.toByteArray();
  };
  const lzwTable = function() {
    const _map = {};
    let _size = 0;
    const _this2 = {};
    _this2.add = function(key) {
      if (_this2.contains(key)) {
        throw "dup key:" + key;
      }
      _map[key] = _size;
      _size += 1;
    };
    _this2.size = function() {
      return _size;
    };
    _this2.indexOf = function(key) {
      return _map[key];
    };
    _this2.contains = function(key) {
      return typeof _map[key] != "undefined";
    };
    return _this2;
  };
  return _this;
};
var createDataURL = function(width, height, getPixel) {
  const gif = gifImage(width, height);
  for (let y3 = 0; y3 < height; y3 += 1) {
    for (let x2 = 0; x2 < width; x2 += 1) {
      gif.setPixel(x2, y3, getPixel(x2, y3));
    }
  }
  const b = byteArrayOutputStream();
  gif.write(b);
  const base64 = base64EncodeOutputStream();
  const bytes = b.toByteArray();
  for (let i3 = 0; i3 < bytes.length; i3 += 1) {
    base64.writeByte(bytes[i3]);
  }
  base64.flush();
  return "data:image/gif;base64," + base64;
};
var qrcode_default = qrcode;
var stringToBytes = qrcode.stringToBytes;

// src/parts/website.js
function Website({ live, user, customer }) {
  const [session, setSession] = d2();
  const [order, setOrder] = d2();
  const login = [
    { name: "password", label: t4("label-password"), type: "password" },
    { name: "otp", label: t4("label-otp"), inputmode: "numeric" }
  ];
  const made = (of) => setOrder(of.operation_id);
  return html`<div class="pair">
      <${Sheet} title=${t4("part-website-login")}><${Form} run="website_login" submit=${t4("act-sign-in")} fields=${login}
        body=${(values2) => ({ ...values2, user_id: user })} show=${(of) => html`${of.message} <span class="soft">${of.bank_saw}</span>`}
        onDone=${(of) => {
    setSession(of.session ?? void 0);
    setOrder(void 0);
  }} /><//>
      <${Line} user=${user} customer=${customer} />
    </div>
    ${session && html`<div class="pair">
      <${Sheet} title=${t4("part-website-transfer")}><${Form} run="website_transfer" submit=${t4("act-transfer")} onDone=${made}
        body=${({ amount, ...rest }) => ({ ...rest, session, amount: rupiah(amount) })}
        fields=${[...payee(), { name: "amount", label: t4("label-amount"), type: "number", min: 1, value: "75000" }]} /><//>
      <${Sheet} title=${t4("part-website-payee")}><${Form} run="website_payee" submit=${t4("act-add-payee")} onDone=${made}
        body=${(values2) => ({ ...values2, session })} fields=${payee()} /><//>
      ${order && html`<${Order} key=${order} live=${live} session=${session} order=${order} />`}
    </div>`}
    <${Enrolment} key=${`${user} enrolment`} user=${user} login=${login} />`;
}
var payee = () => [
  { name: "payee_name", label: t4("label-payee"), value: "Budi Santoso" },
  { name: "bank_code", label: t4("label-bank-code"), value: "014" },
  { name: "account", label: t4("label-account"), value: "1234567890" }
];
function Order({ live, session, order }) {
  const which = { session, operation_id: order };
  const state = useAnswer(live, "website_operation", which);
  const [went, act] = useAct();
  return html`<${Sheet} title=${t4("part-website-order")}>
    <${Shown} of=${state}>${(of) => html`<${Facts} of=${[[t4("label-kind"), of.kind], [t4("label-state"), of.state], [t4("label-tries"), of.typed_tries_left]]} />`}<//>
    <div class="row">
      <button disabled=${went.busy} onClick=${() => act(() => command("website_qr", which))}>${t4("act-qr")}</button>
      <button class="quiet" disabled=${went.busy} onClick=${() => act(() => command("website_cancel", which))}>${t4("act-cancel")}</button>
    </div>
    <${Went} state=${went} />
    ${went.answer?.qr && html`<${Qr} text=${went.answer.qr} />`}
    <${Form} run="website_code" submit=${t4("act-approve")} show=${(of) => html`${of.message} <span class="soft">${of.bank_saw}</span>`}
      body=${(values2) => ({ ...values2, ...which })}
      fields=${[{ name: "by", label: t4("label-by"), options: [["qr", t4("label-by-qr")], ["typed", t4("label-by-typed")]] }, { name: "code", label: t4("label-code"), inputmode: "numeric" }]} />
  <//>`;
}
function Enrolment({ user, login }) {
  const [offer, setOffer] = d2();
  return html`<${Sheet} title=${t4("part-website-phone")}>
    <${Form} run="website_enrol_qr" submit=${t4("act-qr")} fields=${login} quiet
      body=${(values2) => ({ ...values2, user_id: user })} onDone=${setOffer} />
    ${offer && html`<${Qr} text=${offer.qr} />
      <${Form} run="website_enrol_fingerprint" submit=${t4("act-send")} body=${(values2) => ({ ...values2, offer_id: offer.offer_id })}
        show=${(of) => of.accepted ? t4("text-accepted") : t4("text-not-accepted")} fields=${[{ name: "fingerprint", label: t4("label-fingerprint") }]} />`}
  <//>`;
}
function Line({ user, customer }) {
  const card = { name: "ending", label: t4("label-card"), options: customer.cards.map(({ ending, name }) => [ending, `${name} •${ending}`]) };
  return html`<${Sheet} title=${t4("part-line")}>
    <${Form} run="phone_line" submit=${t4("act-freeze")} fields=${[{ name: "freeze_code", label: t4("label-freeze-code"), inputmode: "numeric" }, card]}
      body=${(values2) => ({ ...values2, user_id: user })} show=${(of) => html`${of.frozen ? t4("text-frozen") : t4("text-not-accepted")} <span class="soft">${of.bank_saw}</span>`} />
    <h4>${t4("part-caller")}</h4>
    <${Form} run="caller" submit=${t4("act-answer")} quiet body=${(values2) => ({ ...values2, user_id: user })} show=${(of) => html`<span class="code">${of.answer}</span>`}
      fields=${[
    { name: "employee_id", label: t4("label-employee"), value: "10233" },
    { name: "purpose", label: t4("label-purpose"), value: "card-question" },
    { name: "challenge", label: t4("label-challenge"), inputmode: "numeric", pattern: "[0-9]{6}" }
  ]} />
    <h4>${t4("part-emergency")}</h4>
    <${Form} run="emergency_key" submit=${t4("act-emergency")} quiet body=${(values2) => ({ ...values2, user_id: user })}
      show=${(of) => html`${of.message} <span class="soft">${of.bank_saw}</span>`}
      fields=${[
    { name: "key", label: t4("label-emergency-key"), inputmode: "numeric" },
    { name: "by", label: t4("label-where"), options: [["phone_line", t4("label-by-phone-line")], ["website", t4("label-by-website")]] }
  ]} />
  <//>`;
}
function Qr({ text }) {
  const code = qrcode_default(0, "L");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let y3 = 0; y3 < size; y3++) for (let x2 = 0; x2 < size; x2++) if (code.isDark(y3, x2)) path += `M${x2 + 4} ${y3 + 4}h1v1h-1z`;
  return html`<svg class="qr" role="img" aria-label=${t4("label-qr")} viewBox=${`0 0 ${size + 8} ${size + 8}`} shape-rendering="crispEdges"><path d=${path} fill="#000" /></svg>
    <details><summary>${t4("label-qr-text")}</summary><p>${text}</p></details>`;
}

// src/main.js
var PARTS = [
  ["customers", "part-customers", Customers, true],
  ["sms", "part-sms", Sms, true],
  ["tokens", "part-tokens", Tokens, true],
  ["operations", "part-pending", Operations, true],
  ["chat", "part-chat", Chat, true],
  ["cards", "part-card-network", Cards, true],
  ["website", "part-website", Website, true],
  ["fraud", "part-fraud", Fraud],
  ["written", "part-written", Written],
  ["calls", "part-calls", Calls],
  ["disputes", "part-disputes", Disputes],
  ["personas", "part-personas", Personas],
  ["faults", "part-faults", Faults],
  ["clock", "part-time", Clock],
  ["audit", "part-audit", Audit],
  ["tenants", "part-tenants", Tenants]
];
var here = () => PARTS.find(([path]) => location.hash === `#/${path}`) ?? PARTS[0];
var kept2 = (name, otherwise) => localStorage.getItem(`kunci-${name}`) ?? otherwise;
var keep = (name, choose) => (event) => {
  localStorage.setItem(`kunci-${name}`, event.target.value);
  choose(event.target.value);
};
function App() {
  const [language2, chooseLanguage] = d2(kept2("language", navigator.language.startsWith("id") || navigator.language.startsWith("in") ? "id" : "en"));
  const [theme, chooseTheme] = d2(kept2("theme", "auto"));
  const [access, setAccess] = d2({});
  const [tenant2, setTenant] = d2(shownTenant());
  const show = (name) => {
    showTenant(name);
    setTenant(name);
  };
  setLanguage(language2);
  const look = () => standing().then((answer2) => setAccess({ answer: answer2 }), (refusal) => setAccess({ refusal }));
  A2(() => void look(), []);
  A2(() => {
    document.title = t4("text-title");
  }, [language2]);
  A2(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  const choices = html`
    <label>${t4("label-language")} <select value=${language2} onChange=${keep("language", chooseLanguage)}>
      <option value="en" lang="en">English</option><option value="id" lang="id">Bahasa Indonesia</option></select></label>
    <label>${t4("label-theme")} <select value=${theme} onChange=${keep("theme", chooseTheme)}>
      ${["auto", "light", "dark"].map((name) => html`<option value=${name}>${t4(THEMES[name])}</option>`)}</select></label>`;
  if (access.refusal) return html`<main class="entry"><h1>${t4("text-title")}</h1><p class="bad" role="alert">${told(access.refusal)}</p><button onClick=${look}>${t4("act-again")}</button></main>`;
  if (!access.answer) return html`<main class="entry"><h1>${t4("text-title")}</h1><p>${t4("text-loading")}</p></main>`;
  if (access.answer.password && !access.answer.signed_in) return html`<${Door} onIn=${look} choices=${choices} />`;
  return html`<${Desk} key=${tenant2} tenant=${tenant2} onTenant=${show} choices=${choices} password=${access.answer.password} onOut=${look} />`;
}
var THEMES = { auto: "label-theme-auto", light: "label-theme-light", dark: "label-theme-dark" };
function Door({ onIn, choices }) {
  const [went, act] = useAct();
  const send = async (event) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get("password");
    if (await act(() => signIn(password))) onIn();
  };
  return html`<header class="top"><h1>${t4("text-title")}</h1><span class="room" />${choices}</header>
    <main class="entry"><form onSubmit=${send}>
      <label>${t4("label-operator-password")}<input name="password" type="password" autocomplete="current-password" required /></label>
      <button disabled=${went.busy}>${t4("act-sign-in")}</button>
      <p class="bad" role="alert">${went.refusal && told(went.refusal)}</p>
    </form></main>`;
}
function Desk({ choices, password, onOut, tenant: tenant2, onTenant }) {
  const live = useRevision((refusal) => refusal.code === "unknown_tenant" ? onTenant("") : onOut());
  const [turn, setTurn] = d2(0);
  const tenants = useAnswer({ ...live, revision: `${live.revision} ${turn}` }, "tenants");
  const overview = useAnswer(live, "overview");
  const [part, setPart] = d2(here());
  const [user, setUser] = d2(kept2("user", "sari"));
  const title = T2();
  A2(() => {
    const turn2 = () => {
      setPart(here());
      title.current?.focus();
    };
    addEventListener("hashchange", turn2);
    return () => removeEventListener("hashchange", turn2);
  }, []);
  const [path, name, Part, ofCustomer] = part;
  const skip = (event) => {
    event.preventDefault();
    title.current?.focus();
  };
  return html`<a class="skip" href="#title" onClick=${skip}>${t4("act-skip")}</a>
    <header class="top"><h1>${t4("text-title")}</h1><span class="room" />
      <label>${t4("label-bank")} <select value=${tenant2} onChange=${(event) => onTenant(event.target.value)}>
        ${[["", t4("text-first-bank")], ...(tenants.answer?.tenants ?? (tenant2 ? [{ name: tenant2 }] : [])).map(({ name: name2 }) => [name2, name2])].map(([name2, text]) => html`<option key=${name2} value=${name2}>${text}</option>`)}</select></label>${choices}
      ${password && html`<button class="quiet" onClick=${() => signOut().then(onOut, onOut)}>${t4("act-sign-out")}</button>`}</header>
    <div aria-live="polite">${!live.reachable && html`<p class="banner">${t4("error-unreachable")}</p>`}</div>
    <div class="frame">
      <nav aria-label=${t4("label-parts")}><ul>${PARTS.map(([to, text]) => html`<li key=${to}><a href=${`#/${to}`} aria-current=${to === path ? "page" : void 0}>${t4(text)}</a></li>`)}</ul></nav>
      <main><h2 id="title" ref=${title} tabindex="-1">${t4(name)}</h2>
        <${Shown} of=${overview}>${({ customers, speakers }) => {
    const customer = customers.find((one2) => one2.user_id === user) ?? customers[0];
    return html`${ofCustomer && html`<div class="sheet"><label>${t4("label-customer")}
              <select value=${customer.user_id} onChange=${keep("user", setUser)}>
                ${customers.map((one2) => html`<option value=${one2.user_id}>${one2.name}</option>`)}</select></label></div>`}
            <${Part} key=${`${path} ${customer.user_id}`} live=${live} user=${customer.user_id} customer=${customer} customers=${customers} speakers=${speakers}
              tenants=${tenants} onTenants=${() => setTurn((was) => was + 1)} />`;
  }}<//></main>
    </div>`;
}
Q(html`<${App} />`, document.getElementById("console"));
