namespace Aegis.Streams.Dlp;

/// <summary>What a finding is: the kinds of personal data and secrets that detectors know.</summary>
/// <remarks>The order is the last word where two findings of one length and confidence overlap: the earlier stays.</remarks>
public enum DlpEntity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A mail address (RFC 5321, RFC 5322, RFC 6531).</summary>
    Email,

    /// <summary>A credit card number (ISO/IEC 7812-1).</summary>
    CreditCard,

    /// <summary>An international bank account number (ISO 13616-1).</summary>
    Iban,

    /// <summary>A social security number of the USA (SSA POMS RM 10201.035).</summary>
    UsSsn,

    /// <summary>An individual or adoption taxpayer number of the USA (IRM 3.21.263).</summary>
    UsItin,

    /// <summary>A telephone number (ITU-T E.164, NANPA).</summary>
    Phone,

    /// <summary>An IP address (RFC 791, RFC 4291).</summary>
    IpAddress,

    /// <summary>A key, token or password.</summary>
    Secret,

    /// <summary>A date of birth.</summary>
    DateOfBirth,

    /// <summary>A national insurance number of the United Kingdom (HMRC).</summary>
    UkNino,

    /// <summary>An NHS number of the United Kingdom (NHS Data Dictionary).</summary>
    UkNhs,

    /// <summary>A social insurance number of Canada (Service Canada).</summary>
    CaSin,

    /// <summary>An Aadhaar number of India (UIDAI).</summary>
    InAadhaar,

    /// <summary>A permanent account number of India (Income Tax Department).</summary>
    InPan,

    /// <summary>A passport number of the USA (State Department).</summary>
    UsPassport,

    /// <summary>A Medicare beneficiary identifier of the USA (CMS).</summary>
    Mbi,

    /// <summary>A national provider identifier of the USA (CMS).</summary>
    Npi,

    /// <summary>A registration number of the Drug Enforcement Administration.</summary>
    DeaNumber,

    /// <summary>A routing number of a bank in the USA (ABA).</summary>
    AbaRouting,

    /// <summary>A number of a bank account in the USA.</summary>
    UsBankAccount,

    /// <summary>A number of a driver's license.</summary>
    DriverLicense,

    /// <summary>An address of a wallet (Base58Check, BIP 173, BIP 350).</summary>
    CryptoWallet,

    /// <summary>The address of a network interface (IEEE 802).</summary>
    MacAddress,

    /// <summary>A URL (RFC 3986).</summary>
    Url,
}
