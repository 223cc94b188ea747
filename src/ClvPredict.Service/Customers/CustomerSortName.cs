using System.Text.Json;

namespace ClvPredict.Service.Customers;

/// <summary>What the columns to sort by are called in addresses.</summary>
internal static class CustomerSortName
{
    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public static CustomerSort Parse(string name)
    {
        foreach (var sort in Enum.GetValues<CustomerSort>())
        {
            if (Of(sort) == name)
                return sort;
        }
        throw new ArgumentException(
            $"sort must be one of {string.Join(", ", Enum.GetValues<CustomerSort>().Select(Of))}."
        );
    }

    private static string Of(CustomerSort sort) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(sort.ToString());
}
