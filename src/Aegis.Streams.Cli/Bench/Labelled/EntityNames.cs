namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>The names of what is sensitive, as every tool that is scored must give them.</summary>
internal static class EntityNames
{
    public const string Email = "EMAIL";
    public const string UsSsn = "US_SSN";
    public const string UsItin = "US_ITIN";
    public const string Phone = "PHONE";
    public const string CreditCard = "CREDIT_CARD";
    public const string Iban = "IBAN";
    public const string IpAddress = "IP_ADDRESS";
    public const string Secret = "SECRET";
    public const string DateOfBirth = "DATE_OF_BIRTH";
    public const string UkNino = "UK_NINO";
    public const string UkNhs = "UK_NHS";
    public const string CaSin = "CA_SIN";
    public const string InAadhaar = "IN_AADHAAR";
    public const string InPan = "IN_PAN";
    public const string UsPassport = "US_PASSPORT";
    public const string Npi = "NPI";
    public const string Mbi = "MBI";
    public const string AbaRouting = "ABA_ROUTING";
    public const string UsBankAccount = "US_BANK_ACCOUNT";
    public const string DeaNumber = "DEA_NUMBER";

    /// <summary>Gets those that make up nearly all of the data.</summary>
    public static IReadOnlyList<string> Main { get; } = [Email, Phone, UsSsn, UsItin, CreditCard, Iban, IpAddress, Secret, DateOfBirth];

    /// <summary>Gets those that come in small numbers, and only with a key, a column or a word.</summary>
    public static IReadOnlyList<string> Rare { get; } =
        [UkNino, UkNhs, CaSin, InAadhaar, InPan, UsPassport, Npi, Mbi, AbaRouting, UsBankAccount, DeaNumber];

    /// <summary>Gets all of them, in the order of reports.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Main, .. Rare];
}
