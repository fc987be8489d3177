/** What an answer is made of: a status, a media type, and a body. */

export const json = (body, status = 200) => ({ status, type: "application/json", body });

export const problem = (status, detail, remedy, special = {}) => ({
  status,
  type: "application/problem+json",
  body: { type: "about:blank", title: "Refused", status, detail, remedy, ...special },
});
