using System.Runtime.InteropServices;

namespace ClvPredict.Models.Btyd;

/// <summary>
/// A customer under contract: how often the contract was renewed, and whether the customer then left. The default value is
/// a customer whose first renewal is yet to come.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContractStatistics
{
    /// <summary>Checks and stores the two facts.</summary>
    /// <param name="renewals">Renewals so far, at least 0.</param>
    /// <param name="hasLeft">True when the customer did not renew at the renewal after that.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of renewals is negative.</exception>
    public ContractStatistics(int renewals, bool hasLeft)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        Renewals = renewals;
        HasLeft = hasLeft;
    }

    /// <summary>Renewals so far.</summary>
    public int Renewals { get; }

    /// <summary>True when the customer did not renew at the renewal after that.</summary>
    public bool HasLeft { get; }
}
