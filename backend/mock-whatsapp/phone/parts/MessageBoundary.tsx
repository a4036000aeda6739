import { Component, type ReactNode } from 'react';

/** A message that can't be drawn becomes its own small notice; the page stays. */
export class MessageBoundary extends Component<{ notice: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <li className="row row-theirs">
        <div className="bubble bubble-placeholder">{this.props.notice}</div>
      </li>
    );
  }
}
