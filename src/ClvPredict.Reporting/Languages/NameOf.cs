using System.Text.Json;

namespace ClvPredict.Reporting.Languages;

/// <summary>Names of enumerations as files and keys of texts write them.</summary>
internal static class NameOf
{
    /// <summary>SecondPurchase as second_purchase.</summary>
    public static string Snake<T>(T member)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());
}
