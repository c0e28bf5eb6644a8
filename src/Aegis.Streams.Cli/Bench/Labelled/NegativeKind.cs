namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>What a hard negative is: it looks like something sensitive and is not.</summary>
internal enum NegativeKind
{
    /// <summary>Seconds since 1970: ten digits.</summary>
    EpochSeconds,

    /// <summary>Milliseconds since 1970: thirteen digits.</summary>
    EpochMilliseconds,

    /// <summary>Microseconds since 1970: sixteen digits.</summary>
    EpochMicroseconds,

    /// <summary>An instant in ISO 8601.</summary>
    Timestamp,

    /// <summary>The number of an order or a purchase order, bare or in groups.</summary>
    OrderId,

    /// <summary>The number of a browser's tab: nine or ten digits.</summary>
    TabId,

    /// <summary>A trace or span id in hexadecimal.</summary>
    TraceId,

    /// <summary>A stock keeping unit or an EAN.</summary>
    Sku,

    /// <summary>A version of three or four parts, beside a word or key that says so.</summary>
    Version,

    /// <summary>A hash in hexadecimal.</summary>
    Hash,

    /// <summary>A UUID.</summary>
    Uuid,

    /// <summary>A latitude or longitude.</summary>
    Coordinate,

    /// <summary>An amount of money.</summary>
    Amount,

    /// <summary>The number of an invoice.</summary>
    InvoiceNumber,

    /// <summary>A tracking number of UPS: `1Z` and sixteen more.</summary>
    UpsTracking,

    /// <summary>A tracking number of FedEx: twelve digits.</summary>
    FedExTracking,

    /// <summary>A tracking number of USPS: 20 to 22 digits.</summary>
    UspsTracking,

    /// <summary>An ISBN of ten or thirteen.</summary>
    Isbn,

    /// <summary>A ZIP+4 code.</summary>
    ZipPlusFour,

    /// <summary>A part number with the groups of an SSN after letters.</summary>
    PartNumber,

    /// <summary>The name of a picture for dense screens.</summary>
    AssetName,

    /// <summary>A package with its version.</summary>
    PackageVersion,

    /// <summary>Nine digits with no meaning of their own.</summary>
    NineDigitId,

    /// <summary>Ten digits with no meaning of their own.</summary>
    TenDigitId,

    /// <summary>Sixteen digits that are no card: they fail Luhn's check.</summary>
    SixteenDigitId,

    /// <summary>Digits in the path of a URL.</summary>
    UrlPathId,

    /// <summary>A hardware address.</summary>
    MacAddress,

    /// <summary>The number of a video meeting: eleven digits in groups.</summary>
    MeetingId,

    /// <summary>A company's tax number in the US: 2-7 digits.</summary>
    Ein,

    /// <summary>A company's tax number in Europe.</summary>
    VatId,

    /// <summary>The groups and issuer of a card, but Luhn's check fails.</summary>
    CardCheckFault,

    /// <summary>The country and length of an IBAN, but its check digits are wrong.</summary>
    IbanCheckFault,

    /// <summary>The groups of an SSN of a number that was never issued: area 000 or 666, group 00 or serial 0000.</summary>
    InvalidSsn,

    /// <summary>The groups of a North American phone with an area code that cannot be.</summary>
    InvalidPhone,

    /// <summary>What stands where a secret would.</summary>
    Placeholder,

    /// <summary>A name with `@` in front.</summary>
    Handle,
}
