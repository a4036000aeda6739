export function ChangePasswordPage() {
  return <h1>ChangePassword</h1>;
}
