/**
 * Seconds that purposes took with other people's products on a loopback interface, for those that wait long: for a timer of the
 * protocol, or for what some products never send. They only help to plan a run of a SUT that was never run before, in which
 * the longest must begin first.
 */
export const USUAL_SECONDS: Readonly<Record<string, number>> = {
  'bootstrap.bi.refused-request': 95,
  'bootstrap.ti.session-without-finish': 165,
  'power.bv.leave-disabled-device-alone': 95,
  'power.bv.send-held-requests-in-order': 98,
  'power.bv.wake-by-new-registration': 94,
  'power.ti.hold-request-for-sleeping-device': 98,
  'registration.bv.keep-many-registrations': 20,
  'registration.bv.register-after-lost-network': 60,
  'registration.bv.serve-device-that-was-silent': 20,
  'registration.bv.two-servers-as-declared': 93,
  'registration.ti.register-again-after-refusal': 95,
  'reporting.bv.accept-late-notification': 132,
  'reporting.bv.lifetime-ends-observations': 60,
  'reporting.bv.lost-notification-repeated': 13,
  'transport.bi.block-left-out': 20,
  'transport.bi.blocks-of-two-bodies': 20,
  'transport.bv.random-loss': 90,
  'transport.bv.read-at-random-loss': 40,
  'transport.bv.reset-of-notification-lost': 15,
  'transport.ti.give-up-read': 95,
  'transport.ti.give-up-register': 95,
};
