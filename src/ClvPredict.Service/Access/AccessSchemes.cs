namespace ClvPredict.Service.Access;

/// <summary>Names of the ways to show who one is, and of what that grants.</summary>
internal static class AccessSchemes
{
    /// <summary>Chooses one of the others.</summary>
    public const string Any = "any";

    /// <summary>A key in Authorization or X-Api-Key.</summary>
    public const string Key = "key";

    /// <summary>A cookie that was given for a key at /login.</summary>
    public const string Session = "session";

    /// <summary>Everyone, on loopback without keys.</summary>
    public const string Open = "open";

    /// <summary>The policy of what only administrators may do.</summary>
    public const string Admin = "admin";
}
