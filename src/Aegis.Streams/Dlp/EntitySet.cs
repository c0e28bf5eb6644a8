namespace Aegis.Streams.Dlp;

/// <summary>A set of entities.</summary>
/// <param name="Bits">Bit i stands for the entity i.</param>
public readonly record struct EntitySet(ulong Bits)
{
    /// <summary>Gets all that are looked for unless a profile says otherwise: those whose value decides, and those that need a key, a column or a word.</summary>
    public static EntitySet Default { get; } = Of(
        DlpEntity.Email, DlpEntity.CreditCard, DlpEntity.Iban, DlpEntity.UsSsn, DlpEntity.UsItin, DlpEntity.Phone, DlpEntity.IpAddress, DlpEntity.Secret, DlpEntity.DateOfBirth,
        DlpEntity.UkNino, DlpEntity.UkNhs, DlpEntity.CaSin, DlpEntity.InAadhaar, DlpEntity.InPan, DlpEntity.UsPassport, DlpEntity.Mbi, DlpEntity.Npi, DlpEntity.DeaNumber,
        DlpEntity.AbaRouting, DlpEntity.UsBankAccount);

    /// <summary>Gets those that are looked for only where they are named: their shapes are weak, or they are seldom personal.</summary>
    public static EntitySet Weak { get; } = Of(DlpEntity.DriverLicense, DlpEntity.CryptoWallet, DlpEntity.MacAddress, DlpEntity.Url);

    /// <summary>Gets all.</summary>
    public static EntitySet All { get; } = new(Default.Bits | Weak.Bits);

    /// <summary>Makes a set.</summary>
    /// <param name="entities">The entities.</param>
    public static EntitySet Of(params ReadOnlySpan<DlpEntity> entities)
    {
        var bits = 0UL;
        foreach (var entity in entities) bits |= 1UL << (int)entity;
        return new EntitySet(bits);
    }

    /// <summary>Says whether an entity is in the set.</summary>
    /// <param name="entity">The entity.</param>
    public bool Has(DlpEntity entity) => (Bits & (1UL << (int)entity)) != 0;
}
