/** A media type as it is compared: lower case, without its parameters but for the charset. */
export interface MediaType {
  type: string;
  charset: string | undefined;
}

/** Reads a Content-Type that has the form of one; the API has seen to that. */
export function mediaType(contentType: string): MediaType {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const charset = parameters.map((one) => /^charset="?([^"]*)"?$/i.exec(one)?.[1]).find((one) => one !== undefined);
  return { type: type.toLowerCase(), charset: charset?.toLowerCase() };
}
