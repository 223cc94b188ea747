using ClvPredict.Data;

namespace ClvPredict.Reporting;

/// <summary>What was read, and what the customers in it look like.</summary>
/// <param name="Report">Lines read, used and refused, and the ledger.</param>
/// <param name="Customers">Customers with at least one order.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="FirstOrder">Day of the first order.</param>
/// <param name="LastOrder">Day of the last order.</param>
/// <param name="OneTimeShare">Share of the customers with a single purchase day, in [0, 1].</param>
public sealed record IngestFacts(
    IngestReport Report,
    int Customers,
    long Orders,
    DateOnly FirstOrder,
    DateOnly LastOrder,
    double OneTimeShare
);
