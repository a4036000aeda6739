export type ControlErrorCode =
  | 'bad_request'
  | 'bad_json'
  | 'forbidden_host'
  | 'not_found'
  | 'method_not_allowed'
  | 'unsupported_media_type'
  | 'too_large'
  | 'already_exists'
  | 'refused'
  | 'qr_malformed'
  | 'qr_over'
  | 'code_unknown'
  | 'passkey_required'
  | 'too_many_listeners'
  | 'internal';

/** An answer other than 200, with words for a person and a code for a program. */
export class ControlError extends Error {
  readonly status: number;
  readonly code: ControlErrorCode;

  constructor(status: number, code: ControlErrorCode, message: string) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
    this.code = code;
  }
}
