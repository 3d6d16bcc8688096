/* The wheel's service worker: keeps our own pages and files so that the wheel opens without a network.
   KEEP and CACHE stand before this, written by views/worker.py. It fetches what is in KEEP once, when it is installed, and
   nothing is ever put in the cache after that: no answer, no file of a family, no visit. */

const listed = new Set(KEEP.map((path) => new URL(path, self.location).href));

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const ours = CACHE.split("@")[0];
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.split("@")[0] === ours && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  address.hash = "";
  if (request.method !== "GET" || !listed.has(address.href)) return;
  event.respondWith(request.mode === "navigate" ? networkFirst(request, address.href) : cacheFirst(request, address.href));
});

/** As nobody in particular: without cookies, so that no page of a signed-in person is kept. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all([...listed].map(async (href) => {
    const answer = await fetch(href, { credentials: "omit" });
    if (answer.ok && !answer.redirected) await cache.put(href, answer);
  }));
}

async function networkFirst(request, href) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(href)) ?? Response.error();
  }
}

async function cacheFirst(request, href) {
  return (await kept(href)) ?? fetch(request);
}

function kept(href) {
  return caches.open(CACHE).then((cache) => cache.match(href, { ignoreVary: true }));
}
