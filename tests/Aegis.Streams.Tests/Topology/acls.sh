# aegis: instances of the stream (`aegis up`)
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation Write --operation DescribeConfigs --topic 'aegis.intents'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation DescribeConfigs --topic 'aegis.commands'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation DescribeConfigs --topic 'aegis.controls'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation DescribeConfigs --topic 'aegis.catalog'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation DescribeConfigs --topic 'aegis.agents'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation DescribeConfigs --topic 'aegis.policies'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation Write --operation DescribeConfigs --topic 'aegis.state'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation Write --operation DescribeConfigs --topic 'aegis.owners'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Write --operation DescribeConfigs --topic 'aegis.decisions'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Write --operation DescribeConfigs --topic 'aegis.audit'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Write --operation DescribeConfigs --topic 'aegis.dlq'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation DescribeConfigs --topic 'aegis.lists.in'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation Write --operation DescribeConfigs --topic 'aegis.lists.out'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation Write --operation DescribeConfigs --topic 'aegis.lists.receipts'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation Write --operation DescribeConfigs --topic 'aegis.lists.state'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --operation Write --operation DescribeConfigs --topic 'aegis.lists'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Describe --group 'aegis-' --resource-pattern-type prefixed
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --group 'aegis'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Read --group 'aegis-lists'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Write --transactional-id 'aegis-' --resource-pattern-type prefixed
# and for each reply topic:
# kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis' --operation Write --operation DescribeConfigs --topic 'REPLY_TOPIC'
# agents: orchestrators that publish intents of agents
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-agents' --operation Write --topic 'aegis.intents'
# registrars: the security team, which registers and disables agents
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-registrars' --operation Read --operation Write --topic 'aegis.agents'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-registrars' --operation Describe --group 'aegis-' --resource-pattern-type prefixed
# catalog: the system that loads the product catalog
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-catalog' --operation Read --operation Write --topic 'aegis.catalog'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-catalog' --operation Describe --group 'aegis-' --resource-pattern-type prefixed
# publishers: whoever publishes policy; what they write counts only if a trusted key signed it
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-publishers' --operation Read --operation Write --topic 'aegis.policies'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-publishers' --operation Describe --group 'aegis-' --resource-pattern-type prefixed
# operators: whoever may raise budgets and pull kill switches
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-operators' --operation Write --topic 'aegis.commands'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-operators' --operation Write --topic 'aegis.controls'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-operators' --operation Read --topic 'aegis.decisions'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-operators' --operation Read --topic 'aegis.dlq'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-operators' --operation Describe --group 'aegis-' --resource-pattern-type prefixed
# lists: whoever submits lists to be sanitized, and fetches them
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-lists' --operation Write --topic 'aegis.lists.in'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-lists' --operation Read --topic 'aegis.lists.out'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-lists' --operation Read --topic 'aegis.lists'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-lists' --operation Describe --group 'aegis-' --resource-pattern-type prefixed
# auditors: auditors, who read what was decided
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-auditors' --operation Read --topic 'aegis.policies'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-auditors' --operation Read --topic 'aegis.decisions'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-auditors' --operation Read --topic 'aegis.audit'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-auditors' --operation Read --topic 'aegis.lists'
kafka-acls.sh --bootstrap-server "$AEGIS_BOOTSTRAP_SERVERS" --add --allow-principal 'User:aegis-auditors' --operation Describe --group 'aegis-' --resource-pattern-type prefixed
