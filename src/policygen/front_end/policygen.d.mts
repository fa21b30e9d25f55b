// Types of policygen.mjs, which reads the cookie manifest, version 1, for a site. The module stores nothing itself.
//
//     import { allowed, clean, load, needsConsent, remember } from "https://privacy.example.com/cookies/policygen.mjs";
//
//     const manifest = await load("https://privacy.example.com/cookies/manifest.json");
//     const stored = JSON.parse(localStorage.getItem("consent") ?? "null");
//     const choices = { ...stored?.choices };
//     for (const { category } of needsConsent(manifest, stored)) delete choices[category]; // And ask about it.
//     if (allowed(manifest, choices).categories.includes("statistics")) startCounting();
//     await clean(manifest, choices);

import type { CookieManifest, Item } from "./manifest.d.ts";

/** By the id of a category, what a person has answered; what is not here, nobody has answered. */
export type Choices = { readonly [category: string]: boolean };

/** What to keep of an answer. JSON can hold it; where it is kept, and for how long, is the site's affair. */
export interface Stored {
  readonly consent_version: number;
  /** When it was given: milliseconds, as `Date.now()` gives them, or ISO 8601. */
  readonly at: number | string;
  readonly choices: Choices;
  /** By the id of a category, the `consent_hash` that was agreed to or refused; false where that was not so. */
  readonly hashes: { readonly [category: string]: string | null | false };
}

/** What may be used. */
export interface Allowed {
  /** The ids of categories. */
  readonly categories: readonly string[];
  /** Entries of the manifest itself. */
  readonly items: readonly Item[];
}

/** A category about which somebody must be asked. */
export interface Question {
  readonly category: string;
  /**
   * - `new`: no answer is stored for it;
   * - `expired`: the answer is older than the manifest's `consent.lifetime`;
   * - `changed`: since the answer, something was added to what it stores, or widened.
   */
  readonly why: "new" | "expired" | "changed";
}

/** What a page could remove. */
export interface Cleaned {
  readonly deleted: readonly Deleted[];
  readonly left: readonly Left[];
}

/** A refused item that has gone. */
export interface Deleted {
  /** Of the item. */
  readonly id: string;
  /** As it was found. */
  readonly name: string;
  /** False for a cookie on a path that this page is not shown: it has expired if it was there. */
  readonly seen: boolean;
}

/** A refused item that a page cannot remove, or not for sure. */
export interface Left {
  /** Of the item. */
  readonly id: string;
  /** As it was found, else as it is declared. */
  readonly name: string;
  /**
   * - `server`: the cookie is `http_only`, so that only a server can delete it, with `Set-Cookie` or `Clear-Site-Data`;
   * - `host`: it is stored for hosts that are not this page's, such as those of third parties;
   * - `path`: a glob of a path that this page is not shown, so that nobody knows the names;
   * - `shared`: an allowed item has the same name, and it may be that one which is still there: neither is declared for
   *   a nearer domain, for another path, or alone for this host (`host_only`);
   * - `stays`: it is still there: on a path that nobody declared, in use elsewhere, or written anew;
   * - `hidden`: the browser does not show this page that kind of storage; an exact name is deleted where it lets us.
   */
  readonly why: "server" | "host" | "path" | "shared" | "stays" | "hidden";
}

/** Something that no item declares. */
export interface Undeclared {
  readonly kind: Item["kind"];
  /** Empty where the browser does not show this page that kind of storage. */
  readonly name: string;
}

/**
 * Fetches a manifest that this module can read; anything else is an Error that names the address.
 * `options` are those of `fetch`; `integrity` is in the list of versions, index.json.
 */
export function load(url: string, options?: { readonly integrity?: string; readonly signal?: AbortSignal }): Promise<CookieManifest>;

/**
 * The items that declare a found name: exact before glob, a glob with more letters before one with fewer; several where
 * they are equal, as for one name on two domains. With a host, only what a page there can hold.
 *
 * @param kind as in the manifest; a cookie when left out
 */
export function match(manifest: CookieManifest, name: string, kind?: Item["kind"], host?: string): Item[];

/**
 * What may be used: what is required, and what is answered with true; without an answer, what is granted by default.
 * Signals of the browser, such as Global Privacy Control, are not looked at: a site that honours one answers for it.
 */
export function allowed(manifest: CookieManifest, choices?: Choices | null): Allowed;

/** The record of an answer, to be stored and given to `needsConsent` at the next visit. */
export function remember(manifest: CookieManifest, choices: Choices, now?: number): Stored;

/**
 * About which categories this person must be asked, in the order of the manifest: no wording, and nothing that was
 * removed or narrowed, asks anybody. A consent that lasts for the session ends when the site forgets it.
 */
export function needsConsent(manifest: CookieManifest, stored: Stored | null | undefined, now?: number): Question[];

/**
 * Removes the refused items that this page can reach, and nothing that is allowed or not declared: cookies of this host
 * and its parents, on their declared paths and those of this page, partitioned or not; keys of local and session
 * storage; databases of IndexedDB; caches. A name belongs to the item that `match` gives.
 */
export function clean(manifest: CookieManifest, choices?: Choices | null): Promise<Cleaned>;

/** What is stored here, as far as this page is shown it, and declared by no item that this host can hold. */
export function observe(manifest: CookieManifest): Promise<Undeclared[]>;
