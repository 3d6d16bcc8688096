/* One of our own pages, fetched anew: what the server wrote and escaped, to take the place of what it wrote before.
   The only door through which markup comes into a workshop's page; the policy lets no script in with it. */

export async function ownPage(path) {
  const at = new URL(path, location.origin);
  const answer = await fetch(at.pathname + at.search, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
