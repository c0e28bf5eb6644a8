using System.Numerics;

namespace Aegis.Streams.Dlp.Context;

/// <summary>The words by which keys, columns and texts say what a value is. Whole words only: `lic` says nothing of `public`.</summary>
internal static class Lexicon
{
    /// <summary>How many letters of a word are kept: of a longer one the last.</summary>
    public const int KeptLetters = 16;

    private const int SlotBits = 10;
    private const int Slots = 1 << SlotBits;

    private static readonly (Signals Signal, string Words)[] Words =
    [
        (Signals.Email, "email mail emails mailto courriel correo mailadresse"),
        (Signals.Phone, "phone phones telephone tel mobile cell cellphone fax call sms whatsapp dial telefon handy mobil rufnummer telefonnummer mobilnummer portable telephones telefono movil celular landline hotline phonenumber mobilephone workphone homephone reach voicemail text"),
        (Signals.Ssn, "ssn social ssns socialsecurity sozialversicherungsnummer"),
        (Signals.Ssn | Signals.Itin, "tin taxid taxpayer tax"),
        (Signals.Itin, "itin atin"),
        (Signals.Card, "card cards creditcard debit visa mastercard amex discover kreditkarte kartennummer tarjeta carte cc ccnumber cardnumber"),
        (Signals.Card | Signals.Pan, "pan"),
        (Signals.Iban, "iban ibans cuenta compte konto kontoverbindung bankverbindung"),
        (Signals.Ip, "ip ips ipaddress ipaddr ipv4 ipv6 host remoteip clientip sourceip"),
        (Signals.Secret, "password passwd pwd secret apitoken accesstoken authtoken refreshtoken bearertoken sessiontoken securitytoken apikey passphrase credential credentials passwort motdepasse contrasena secretkey accesskey privatekey authorization"),
        (Signals.Secret | Signals.Token, "token"),
        (Signals.Birth, "ne nee nacido nacida geb dob birth born birthday birthdate dateofbirth geburtsdatum geburtstag geboren geburt naissance nacimiento fechanacimiento birthdays"),
        (Signals.Nino | Signals.Sin, "insurance"),
        (Signals.Nino, "nino ni nationalinsurance"),
        (Signals.Nhs, "nhs"),
        (Signals.Sin, "sin"),
        (Signals.Aadhaar, "aadhaar aadhar uidai"),
        (Signals.Passport, "passport passports passportno reisepass pasaporte passeport"),
        (Signals.Mbi, "mbi medicare"),
        (Signals.Npi, "npi"),
        (Signals.Dea, "dea"),
        (Signals.Routing, "routing aba rtn"),
        (Signals.Account, "account acct accountnumber checking savings"),
        (Signals.License, "license licence licenses licences dl dln driverlicense driverslicense driverlicence fuhrerschein permisdeconduire"),
        (Signals.Neutral, "number no nr num nummer numero value val code primary secondary work home office other main first second data string type"),
        (Signals.Negative | Signals.NegativeWord, "order orders sku skus invoice tracking build version ver po ticket parcel part ref reference shipment serial isbn id ids timestamp ts epoch lot deal case record request"),
        (Signals.Version, "version versions ver build release"),
        (Signals.Negative, "orderid versions time trace traceid hash sha md lat lon lng latitude longitude amount price total qty quantity tabid tab count size uuid guid commit created updated started ended balance rate percent duration salestax pagetoken nextpagetoken tokentype synctoken revenue batch zip postal"),
    ];

    private static readonly (UInt128 Word, Signals Signal)[] Table = MakeTable();

    // A byte of each word in its slot, 0 where there is none: most words of a text are none of these, and end here.
    private static readonly byte[] Marks = MakeMarks();

    /// <summary>Looks a word up.</summary>
    /// <param name="word">The word, small letters and digits packed one after the other; 0: there is none.</param>
    /// <returns>What it says.</returns>
    public static Signals Of(UInt128 word)
    {
        var mixed = Mix(word);
        var mark = MarkOf(mixed);
        for (var slot = SlotOf(mixed); Marks[slot] != 0; slot = (slot + 1) & (Slots - 1))
            if (Marks[slot] == mark && Table[slot].Word == word) return Table[slot].Signal;
        return Signals.None;
    }

    private static ulong Mix(UInt128 word) => ((ulong)word ^ BitOperations.RotateLeft((ulong)(word >> 64), 29)) * 0x9E37_79B9_7F4A_7C15;

    private static int SlotOf(ulong mixed) => (int)(mixed >> (64 - SlotBits));

    private static byte MarkOf(ulong mixed) => (byte)((mixed >> 40) | 1);

    private static (UInt128 Word, Signals Signal)[] MakeTable()
    {
        var table = new (UInt128 Word, Signals Signal)[Slots];
        foreach (var (signal, words) in Words)
        {
            foreach (var word in words.Split(' '))
            {
                var packed = UInt128.Zero;
                foreach (var letter in word) packed = (packed << 8) | letter;
                var slot = SlotOf(Mix(packed));
                while (table[slot].Word != UInt128.Zero && table[slot].Word != packed) slot = (slot + 1) & (Slots - 1);
                table[slot] = (packed, table[slot].Signal | signal);
            }
        }

        return table;
    }

    private static byte[] MakeMarks()
    {
        var marks = new byte[Slots];
        for (var slot = 0; slot < Slots; slot++)
            if (Table[slot].Word != UInt128.Zero) marks[slot] = MarkOf(Mix(Table[slot].Word));
        return marks;
    }
}
