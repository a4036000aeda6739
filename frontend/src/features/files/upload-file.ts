import { fileEndpoints, type File as StoredFile } from '@ticketz/contract/files';
import { ApiError, errorFromResponse } from '../../api/api-error.ts';
import { accessToken, refreshSession } from '../../api/session.ts';

/** Without any progress for so long it counts as stuck. */
const stuckAfterMs = 60_000;

interface Upload {
  ticketId: string;
  name: string;
  voiceNote: boolean;
  blob: Blob;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

type Bytes = Pick<Upload, 'blob'> & Partial<Pick<Upload, 'onProgress' | 'signal'>>;

/** Sends a file's bytes. `XMLHttpRequest`, because `fetch` doesn't tell how much has gone. */
function send(address: string, { blob, onProgress, signal }: Bytes, token: string | null): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stuck: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(stuck);
      stuck = setTimeout(() => {
        reject(new ApiError({ code: 'timeout' }));
        xhr.abort();
      }, stuckAfterMs);
    };
    const cancel = () => xhr.abort();
    signal?.addEventListener('abort', cancel);
    xhr.upload.addEventListener('progress', ({ loaded, total }) => {
      alive();
      if (total > 0) onProgress?.(loaded / total);
    });
    xhr.addEventListener('load', () => {
      const response = new Response(xhr.responseText, {
        status: xhr.status,
        headers: { 'x-request-id': xhr.getResponseHeader('x-request-id') ?? '' },
      });
      if (!response.ok) void errorFromResponse(response).then(reject);
      else
        response
          .json()
          .then(resolve, () => reject(new ApiError({ code: 'unexpected_answer', status: xhr.status })));
    });
    xhr.addEventListener('error', () => reject(new ApiError({ code: 'network_error' })));
    xhr.addEventListener('abort', () => reject(new DOMException('Upload cancelled', 'AbortError')));
    xhr.addEventListener('loadend', () => {
      clearTimeout(stuck);
      signal?.removeEventListener('abort', cancel);
    });
    xhr.open('POST', address);
    xhr.setRequestHeader('content-type', 'application/octet-stream');
    if (token) xhr.setRequestHeader('authorization', `Bearer ${token}`);
    alive();
    xhr.send(blob);
  });
}

/** Posts bytes to an endpoint that takes a file. Throws `ApiError`, or an `AbortError` when it was cancelled. */
export async function postBytes(address: string, bytes: Bytes): Promise<unknown> {
  bytes.signal?.throwIfAborted();
  try {
    return await send(address, bytes, accessToken());
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    const fresh = await refreshSession();
    if (!fresh) throw error;
    return send(address, bytes, fresh);
  }
}

/** Uploads a file to be sent in a ticket. Throws as `postBytes` does. */
export async function uploadFile({ ticketId, name, voiceNote, ...bytes }: Upload): Promise<StoredFile> {
  const query = new URLSearchParams({ name: name.slice(-255), ...(voiceNote ? { voiceNote: 'true' } : {}) });
  const path = fileEndpoints.uploadFile.path.replace(':ticketId', ticketId);
  return (await postBytes(`/api${path}?${query}`, bytes)) as StoredFile;
}
