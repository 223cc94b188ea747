namespace ClvPredict.Decisions.ThenAndNow;

/// <summary>Why the predicted CLV of a customer is another one than then.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Causes">The causes.</param>
public readonly record struct CustomerCauses(string CustomerId, ValueCauses Causes);
