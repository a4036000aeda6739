/** Where the browser itself loads a file from: a cookie of its own says who asks. */
export function fileUrl(fileId: string): string {
  return `/api/files/${fileId}`;
}

export function downloadUrl(fileId: string): string {
  return `${fileUrl(fileId)}?download=true`;
}

export function thumbnailUrl(fileId: string): string {
  return `${fileUrl(fileId)}/thumbnail`;
}
