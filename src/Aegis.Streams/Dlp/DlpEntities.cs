using System.Collections.Immutable;

namespace Aegis.Streams.Dlp;

/// <summary>The names of entities in policies, labels, reports and metrics.</summary>
public static class DlpEntities
{
    private static readonly (DlpEntity Entity, string Name)[] Names =
    [
        (DlpEntity.Email, "EMAIL"), (DlpEntity.CreditCard, "CREDIT_CARD"), (DlpEntity.Iban, "IBAN"), (DlpEntity.UsSsn, "US_SSN"), (DlpEntity.UsItin, "US_ITIN"),
        (DlpEntity.Phone, "PHONE"), (DlpEntity.IpAddress, "IP_ADDRESS"), (DlpEntity.Secret, "SECRET"), (DlpEntity.DateOfBirth, "DATE_OF_BIRTH"), (DlpEntity.UkNino, "UK_NINO"),
        (DlpEntity.UkNhs, "UK_NHS"), (DlpEntity.CaSin, "CA_SIN"), (DlpEntity.InAadhaar, "IN_AADHAAR"), (DlpEntity.InPan, "IN_PAN"), (DlpEntity.UsPassport, "US_PASSPORT"),
        (DlpEntity.Mbi, "MBI"), (DlpEntity.Npi, "NPI"), (DlpEntity.DeaNumber, "DEA_NUMBER"), (DlpEntity.AbaRouting, "ABA_ROUTING"), (DlpEntity.UsBankAccount, "US_BANK_ACCOUNT"),
        (DlpEntity.DriverLicense, "DRIVER_LICENSE"), (DlpEntity.CryptoWallet, "CRYPTO_WALLET"), (DlpEntity.MacAddress, "MAC_ADDRESS"), (DlpEntity.Url, "URL"),
    ];

    /// <summary>Gets all entities that detectors find.</summary>
    public static ImmutableArray<DlpEntity> All { get; } = [.. Names.Select(pair => pair.Entity)];

    /// <summary>Gets the name of an entity.</summary>
    /// <param name="entity">The entity.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no name: no detector finds it.</exception>
    public static string NameOf(DlpEntity entity)
    {
        foreach (var (known, name) in Names)
            if (known == entity) return name;
        throw new ArgumentOutOfRangeException(nameof(entity), entity, "No detector finds this entity.");
    }

    /// <summary>Finds an entity by its name.</summary>
    /// <param name="name">The name, in capitals.</param>
    /// <param name="entity">The entity.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string name, out DlpEntity entity)
    {
        foreach (var (known, knownName) in Names)
        {
            entity = known;
            if (knownName == name) return true;
        }

        entity = DlpEntity.None;
        return false;
    }
}
