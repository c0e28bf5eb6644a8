namespace Aegis.Streams.Cli.Bench.Labelled.Notes;

/// <summary>What people write around sensitive values. The word that names a value is within 30 characters of it.</summary>
internal static class Phrases
{
    public static readonly IReadOnlyDictionary<string, PhraseSet> All = new Dictionary<string, PhraseSet>
    {
        [EntityNames.Email] = PhraseSet.Of(
            named: ["email {}", "her email is {}", "E-Mail: {}", "mailto:{}", "email {} bounced twice", "work email <{}>"],
            plain: ["reach me at {}", "cc {} please", "please write to {}", "<{}>", "({})", "forwarded by {} yesterday", "see https://news.pipeline.app/unsubscribe?u={}&src=crm", "ask {}; copy finance", "invite \"{}\" to the call"]),
        [EntityNames.Phone] = PhraseSet.Of(
            named: ["call {}", "phone: {}", "Phone {}", "Tel. {}", "Tel: {}", "my cell is {}", "mobile {}", "reach her by phone at {}", "fax {}", "text me on my mobile: {}", "telephone no. {}", "{} is the direct phone", "tel:{}"],
            elsewhere: ["Telefon: {}", "Handy {}", "Tél. : {}", "portable : {}", "Teléfono {}", "móvil: {}"],
            plain: ["{} works best after lunch", "or try {}", "the front desk ({}) knows", "he answers on {} most days", "dial {} for the warehouse", "new number {}", "erreichbar unter {}"],
            glued: ["data{}", "desk{}", "ph{}"]),
        [EntityNames.UsSsn] = PhraseSet.Of(
            named: ["SSN: {}", "SSN {}", "his social security number is {}", "social security no. {}", "ssn={}", "{} is her SSN", "SSN on file {}", "verify social security {}"],
            elsewhere: ["número de seguro social {}", "Sozialversicherungsnummer (US) {}"],
            plain: ["applicant {} was verified", "confirmed {} with the caller", "background check for {} passed", "she gave {} on the form"]),
        [EntityNames.UsItin] = PhraseSet.Of(
            named: ["ITIN {}", "ITIN: {}", "taxpayer number (ITIN) {}", "tax id {}"],
            plain: ["filed with {} last year"]),
        [EntityNames.CreditCard] = PhraseSet.Of(
            named: ["card {}", "paid with card {}", "Visa {}", "credit card number: {}", "card no. {} on file", "card ending soon: {}"],
            elsewhere: ["Kreditkarte {}", "carte bancaire {}", "tarjeta {}"],
            plain: ["charge {} instead", "use {} for the renewal", "he read out {} to me"]),
        [EntityNames.Iban] = PhraseSet.Of(
            named: ["IBAN {}", "IBAN: {}", "new IBAN is {}", "iban {} from today"],
            elsewhere: ["Konto {}", "compte {}", "cuenta {}"],
            plain: ["please wire to {}", "refund to {} today", "the deposit goes to {} as agreed"]),
        [EntityNames.IpAddress] = PhraseSet.Of(
            named: ["IP {}", "client ip: {}", "IP address {}", "host={}"],
            plain: ["login from {}", "server {} is down", "blocked {} at the firewall", "ping {}", "traffic came from {}"]),
        [EntityNames.Secret] = PhraseSet.Of(
            named: ["api key: {}", "token {}", "the secret is {}", "access token {}"],
            plain: ["use {} for staging", "deploy with {}", "here you go: {}", "config: {}"]),
        [EntityNames.DateOfBirth] = PhraseSet.Of(
            named: ["born {}", "born on {}", "DOB {}", "DOB: {}", "date of birth: {}", "birthday is {}", "birth date {}", "dob {}"],
            elsewhere: ["geboren am {}", "Geburtsdatum {}", "né le {}", "fecha de nacimiento {}"]),
        [EntityNames.UkNino] = PhraseSet.Of(named: ["NI number {}", "National Insurance no. {}", "NINO: {}", "national insurance number {}"]),
        [EntityNames.UkNhs] = PhraseSet.Of(named: ["NHS number {}", "NHS no. {}", "NHS number: {}"]),
        [EntityNames.CaSin] = PhraseSet.Of(named: ["SIN {}", "SIN: {}", "social insurance number {}"]),
        [EntityNames.InAadhaar] = PhraseSet.Of(named: ["Aadhaar {}", "Aadhaar no. {}", "aadhaar number: {}"]),
        [EntityNames.InPan] = PhraseSet.Of(named: ["PAN {}", "PAN card {}", "PAN: {}"]),
        [EntityNames.UsPassport] = PhraseSet.Of(named: ["passport {}", "passport no. {}", "US passport number: {}"]),
        [EntityNames.Npi] = PhraseSet.Of(named: ["NPI {}", "NPI: {}", "NPI number {}"]),
        [EntityNames.Mbi] = PhraseSet.Of(named: ["MBI {}", "Medicare id {}", "Medicare beneficiary {}"]),
        [EntityNames.AbaRouting] = PhraseSet.Of(named: ["routing {}", "routing number {}", "ABA {}", "ABA routing: {}"]),
        [EntityNames.UsBankAccount] = PhraseSet.Of(named: ["bank account {}", "account number {}", "checking account: {}", "bank acct no. {}"]),
        [EntityNames.DeaNumber] = PhraseSet.Of(named: ["DEA {}", "DEA number {}", "DEA no. {}"]),
    };
}
